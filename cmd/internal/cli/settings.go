package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stalkrisk/assess/settingsfile"
)

// settings are those of the settings file, and where it is.
type settings struct {
	settingsfile.Settings
	path  string // "" if there is no place for one
	named bool   // STALKRISK_CONFIG names it, so it must exist
	found bool
}

// settingsPath returns where the settings file is. STALKRISK_CONFIG names it;
// otherwise it is in the usual place for the system.
func settingsPath() (path string, named bool) {
	if path := os.Getenv("STALKRISK_CONFIG"); path != "" {
		return path, true
	}
	if base := userFolder("AppData", "XDG_CONFIG_HOME", ".config"); base != "" {
		return filepath.Join(base, "stalkrisk", "config.yaml"), false
	}
	return "", false
}

// set reads the settings, once. Commands that print something fixed, such as version
// and help, do not call it, so a fault in the file never stops them.
func (g *globals) set(env Env) (*settings, error) {
	if g.settings != nil {
		return g.settings, nil
	}
	var s settings
	if env.settings != nil { // nil in tests, which never read a person's own settings
		s.path, s.named = env.settings()
	}
	if s.path == "" {
		g.settings = &s
		return g.settings, nil
	}
	b, err := env.readFile(s.path)
	switch {
	case !s.named && (errors.Is(err, fs.ErrNotExist) || err != nil && closed(s.path)):
		g.settings = &s
		return g.settings, nil
	case err != nil:
		return nil, fmt.Errorf("reading the settings: %w", err)
	}
	read, problems := settingsfile.Read(b)
	if err := invalid(s.path, problems); err != nil {
		return nil, err
	}
	s.Settings, s.found = read, true
	if q := s.Questionnaires; q != "" && !filepath.IsAbs(q) {
		s.Questionnaires = filepath.Join(filepath.Dir(s.path), q)
	}
	g.settings = &s
	return g.settings, nil
}

// closed reports whether the folder of a file is closed to this user: HOME is another
// user's, as under sudo or setpriv, and so are the settings there.
func closed(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrPermission)
}

// zone returns the time zone: that of the flag, if it is set, or else of the settings,
// TZ or the computer.
func (g *globals) zone(env Env, flag *time.Location) (zone, error) {
	if flag != nil {
		return zone{place: flag, from: "--timezone", chosen: true}, nil
	}
	s, err := g.set(env)
	if err != nil {
		return zone{}, err
	}
	if place, err := s.Timezone.Place(); err == nil {
		return zone{place: place, from: "the settings", chosen: true}, nil
	}
	if env.zone != nil {
		return env.zone(), nil
	}
	return zone{place: env.Now().Location(), from: "TZ"}, nil
}

// inZone returns env with its clock in the time zone of the flag, the settings or the
// computer. It says so if that is not known.
func (g *globals) inZone(env Env, flag *time.Location) (Env, error) {
	z, err := g.zone(env, flag)
	if err != nil {
		return env, err
	}
	if z.fault != "" {
		fmt.Fprintf(env.Err, "stalkrisk: %s\n", z.fault)
	}
	now := env.Now
	env.Now = func() time.Time { return now().In(z.place) }
	return env, nil
}
