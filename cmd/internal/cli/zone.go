package cli

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // a computer without tables of time zones still reads Europe/London

	"stalkrisk/assess/settingsfile"
	"stalkrisk/assess/timeline"
)

// zone is the time zone in which times without an offset are read.
type zone struct {
	place  *time.Location // timeline.NoZone if it is not known
	from   string         // where that is said: --timezone, the settings, TZ or this computer
	chosen bool           // by a flag or the settings
	fault  string         // why it is not known; "" if it is
}

// name returns the zone for a message, with where it is said.
func (z zone) name() string {
	if z.place == time.Local {
		return "the time zone of this computer"
	}
	return z.place.String() + " (" + z.from + ")"
}

// computersZone returns the zone that TZ says, or else the computer's own. Go reads
// no rules such as GMT0BST,M3.5.0/1,M10.5.0 in TZ, and takes UTC without a word for
// whatever it cannot read; every time of day would then be an hour wrong in summer.
func computersZone() zone {
	tz, set := os.LookupEnv("TZ")
	if !set {
		return zone{place: time.Local, from: "this computer"}
	}
	tz = strings.TrimPrefix(tz, ":")
	if tz == "" {
		return zone{place: time.UTC, from: "TZ"}
	}
	if filepath.IsAbs(tz) {
		if b, err := os.ReadFile(tz); err == nil {
			if place, err := time.LoadLocationFromTZData(filepath.Base(tz), b); err == nil {
				return zone{place: place, from: "TZ"}
			}
		}
	} else if place, err := settingsfile.Timezone(tz).Place(); err == nil {
		return zone{place: place, from: "TZ"}
	} else if place, ok := zoneOfRules(tz); ok {
		return zone{place: place, from: "TZ"}
	}
	return zone{
		place: timeline.NoZone(), from: "TZ",
		fault: "TZ is not a time zone that can be read, so a time of day needs its offset, such as 21:30+01:00; or set TZ to one such as Europe/London",
	}
}

// zoneOfRules reads the rules that POSIX allows in TZ: BST-1, or
// GMT0BST,M3.5.0/1,M10.5.0. A summer time without the days of its change is refused:
// systems disagree about the days. It passes the rules to Go as the end of a table,
// where Go does read them.
func zoneOfRules(rules string) (*time.Location, bool) {
	const unread = "-00" // the name of the zone if Go cannot read the rules
	block := func(version byte) []byte {
		b := append([]byte("TZif"), version)
		b = append(b, make([]byte, 15)...)
		for _, n := range []uint32{0, 0, 0, 0, 1, uint32(len(unread) + 1)} { // no changes, one zone, its name
			b = binary.BigEndian.AppendUint32(b, n)
		}
		b = append(b, 0, 0, 0, 0, 0, 0)
		return append(b, unread+"\x00"...)
	}
	table := append(block('2'), block('2')...)
	table = append(table, "\n"+rules+"\n"...)
	place, err := time.LoadLocationFromTZData("a zone given by rules", table)
	if err != nil {
		return nil, false
	}
	for month := time.January; month <= time.December; month++ {
		t := time.Date(2026, month, 15, 12, 0, 0, 0, place)
		if name, _ := t.Zone(); name == unread || t.IsDST() && !strings.Contains(rules, ",") {
			return nil, false
		}
	}
	return place, true
}
