package cli

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess/settingsfile"
	"stalkrisk/assess/timeline"
)

// dateFlags are the flags that say how dates in a table of another system are read.
type dateFlags struct{ order, timezone string }

func (d *dateFlags) flags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&d.order, "dates", "", "the `order` of day, month and year in CSV: "+strings.Join(timeline.Order("").Words(), ", ")+"; it is never guessed")
	fs.StringVar(&d.timezone, "timezone", "", "the time `zone` of times without an offset, such as Europe/London (otherwise that of the settings, TZ or the computer)")
}

// place returns the zone of --timezone; nil if the flag is not set.
func (d *dateFlags) place() (*time.Location, error) {
	if d.timezone == "" {
		return nil, nil
	}
	place, err := settingsfile.Timezone(d.timezone).Place()
	if err != nil {
		return nil, usage("--timezone is %v", err)
	}
	return place, nil
}

// over returns how dates are read: as the flags say, or else as a map file does.
func (d *dateFlags) over(order, timezone string) (timeline.Written, error) {
	if err := oneOf("dates", d.order, timeline.Order("").Words()); err != nil {
		return timeline.Written{}, err
	}
	zone := dateFlags{timezone: cmp.Or(d.timezone, timezone)}
	place, err := zone.place()
	return timeline.Written{Order: timeline.Order(cmp.Or(d.order, order)), Zone: place}, err
}

// dates completes how dates are read with the settings, TZ and the computer's zone.
// note is what to tell a person if times are read in a zone that nobody chose.
func (g *globals) dates(env Env, w *timeline.Written) (note string, err error) {
	s, err := g.set(env)
	if err != nil {
		return "", err
	}
	w.Order = cmp.Or(w.Order, s.Dates)
	if w.Zone != nil {
		return "", nil
	}
	z, err := g.zone(env, nil)
	w.Zone = z.place
	if z.chosen || z.fault != "" {
		return z.fault, err
	}
	return fmt.Sprintf("times without an offset were read as times in %s; --timezone says another", z.name()), err
}
