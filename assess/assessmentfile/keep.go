package assessmentfile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// holding is what a file holds. The zero value means that there is no file.
type holding struct {
	is  fs.FileMode // its type
	has bool        // there is something of that name
	sum [sha256.Size]byte
}

func held(b []byte) holding { return holding{has: true, sum: sha256.Sum256(b)} }

// holds returns what a file holds now. It opens only a regular file, since opening a
// pipe waits.
func holds(name string) (holding, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return holding{}, nil
	case err != nil:
		return holding{}, err
	case !info.Mode().IsRegular():
		return holding{is: info.Mode().Type(), has: true}, nil
	}
	f, err := os.OpenFile(name, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return holding{}, err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return holding{}, err
	}
	return holding{has: true, sum: [sha256.Size]byte(hash.Sum(nil))}, nil
}

// Path returns the name of the file that Save writes. It changes if somebody else takes
// the file over.
func (h *Held) Path() string { return h.path }

// Has reports whether the disk holds exactly b.
func (h *Held) Has(b []byte) bool {
	now, err := holds(h.target)
	return err == nil && now == held(b)
}

// News returns what the person must know of the file and has not been told, a sentence
// or more for each.
func (h *Held) News() []string {
	news := h.news
	h.news = nil
	return news
}

// tell adds to the news, unless the same has been told before.
func (h *Held) tell(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if h.said == nil {
		h.said = map[string]bool{}
	}
	if !h.said[text] {
		h.said[text] = true
		h.news = append(h.news, text)
	}
}

// Save writes b to the file, whole or not at all. The file must still hold what
// was in it when it was locked or last saved, and the lock must still be there. If another program has
// changed the file, its version is kept beside it and News names it. If somebody else
// has taken the lock, Save leaves the file to them and writes another one from then on.
//
// After an error b is not in the file. If it is in the file but the drive did not
// confirm that, there is no error, and News says so.
func (h *Held) Save(b []byte) error {
	if to, err := followed(h.path); err == nil && to != h.target {
		h.path = h.target // the link now leads to another file
	}
	err := h.secure()
	if err == nil {
		err = h.replace(b)
	}
	if err != nil {
		if !h.Has(b) {
			return err
		}
		if h.known != held(b) {
			h.tell("The drive did not confirm the last save (%s). It is in %s, but a power cut could lose it. Save a copy on another drive.", reason(err), h.path)
		}
	}
	h.known = held(b)
	return nil
}

// secure makes sure that nobody else may write the file.
func (h *Held) secure() error {
	if h.stays() {
		return nil
	}
	noLock := h.lock == nil
	h.Release()
	if _, who := h.sides(); noLock && exists(who) {
		return h.yield()
	}
	err := h.take()
	if errors.As(err, new(*HeldError)) {
		return h.yield()
	}
	return err
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// yield leaves the file to somebody else, and goes on in a new one beside it.
func (h *Held) yield() error {
	was, target := h.path, h.target
	for n := 1; ; n++ {
		h.target = other(target, n)
		if exists(h.target) {
			continue
		}
		err := h.take()
		if errors.As(err, new(*HeldError)) {
			continue
		}
		if err != nil {
			h.target = target
			return err
		}
		h.path, h.known = h.target, holding{}
		h.tell("Another stalkrisk has opened %s too. What you enter is now saved in %s.", was, h.path)
		return nil
	}
}

// replace puts b in the place of the file.
func (h *Held) replace(b []byte) error {
	p, err := begin(h.target)
	if err != nil {
		return err
	}
	if _, err := p.Write(b); err != nil {
		p.Discard()
		return err
	}
	if err := p.complete(); err != nil {
		return err
	}
	if err := h.keep(); err != nil { // as late as possible
		os.Remove(p.file.Name())
		return err
	}
	if p.open {
		h.tell("The drive of %s lets other users of this computer read the file. Copy it to a folder of your own when you can.", folderOf(h.target))
	}
	return p.place()
}

// keep keeps the file beside itself if another program has changed it.
func (h *Held) keep() error {
	now, err := holds(h.target)
	switch {
	case err != nil || now == h.known:
		return err
	case !now.has:
		h.tell("Another program removed %s. It has been written again.", h.path)
		return nil
	}
	for n := 1; ; n++ {
		name := other(h.target, n)
		there, err := holds(name)
		if err != nil {
			return err
		}
		if there.has && (there != now || now.is != 0) {
			continue
		}
		if !there.has {
			err = moveAside(h.target, name, now.is)
		}
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			h.tell("Another program changed %s. Its version is kept in %s; stalkrisk compare shows what differs.", h.path, name)
		}
		return err
	}
}

// moveAside keeps a file under a second name, which must be free. It never leaves the first
// name empty, except for a folder or something else that cannot have two names.
func moveAside(from, to string, is fs.FileMode) error {
	if is != 0 {
		return disk.rename(from, to)
	}
	if err := disk.link(from, to); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		return copyFile(from, to) // the drive has no links
	}
	if info, err := os.Lstat(to); err == nil && info.Mode().Perm() != 0o600 {
		os.Chmod(to, 0o600)
	}
	return nil
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := disk.open(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = disk.write(f, b); err == nil {
		err = disk.sync(f)
	}
	if err = errors.Join(err, disk.close(f)); err != nil {
		os.Remove(to)
	}
	return err
}

// OtherSuffix ends the name of a file that Held.Save kept because another program had
// changed the case. Readers of folders skip such a file and count it.
const OtherSuffix = ".other"

// IsOther reports whether a file of that name was kept by Save.
func IsOther(name string) bool {
	return strings.HasSuffix(name, OtherSuffix) && FormatOf(strings.TrimSuffix(name, OtherSuffix)) != Unknown
}

// other returns the name for version n, from 1, of another program: case.yaml.other,
// then case.2.yaml.other.
func other(name string, n int) string {
	name = strings.TrimSuffix(name, OtherSuffix)
	if n == 1 {
		return name + OtherSuffix
	}
	suffix := filepath.Ext(name)
	return fmt.Sprintf("%s.%d%s%s", strings.TrimSuffix(name, suffix), n, suffix, OtherSuffix)
}

// folderOf returns the folder of a file as a person can find it.
func folderOf(name string) string {
	folder := filepath.Dir(name)
	if whole, err := filepath.Abs(folder); err == nil {
		return whole
	}
	return folder
}

// reason returns why an operation failed, without the name of the file.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err.Error()
	}
	return err.Error()
}
