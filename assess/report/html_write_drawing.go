package report

// drawing writes the two views of a drawing, and the table beside it.
func (w *pageWriter) drawing(d *drawnPart) {
	w.put("<figure>\n")
	for i := range d.Views {
		w.view(&d.Views[i])
	}
	w.put("<figcaption>")
	for _, k := range d.Key {
		w.put("<p>%</p>", k)
	}
	w.put(`</figcaption>
</figure>
<table>
<caption>%</caption>
<thead><tr><th scope="col">No.</th><th scope="col">When</th><th scope="col">What</th><th scope="col">Severity</th></tr></thead>
<tbody>
`, d.Caption)
	for i := range d.Rows {
		r := &d.Rows[i]
		w.put("<tr><td>%</td><td><bdi>%</bdi></td><td><bdi>%</bdi>", r.Number, r.When, r.What)
		if r.Also != "" {
			w.put("<br><small><bdi>%</bdi></small>", r.Also)
		}
		w.put("</td><td>%</td></tr>\n", r.Severity)
	}
	w.put("</tbody>\n</table>\n")
}

// view writes a drawing for one width.
func (w *pageWriter) view(v *view) {
	w.put(`<svg class="%" viewBox="0 0 % %" paint-order="stroke" role="img" aria-labelledby="%-title %-desc">
<title id="%-title">%</title>
<desc id="%-desc">%</desc>
`, v.Name, v.Width, v.Height, v.Name, v.Name, v.Name, v.Title, v.Name, v.Desc)
	for _, b := range v.Away {
		w.box("away", b)
	}
	for _, r := range v.Rows {
		w.put("<line class=\"row\" x1=\"%\" y1=\"%\" x2=\"%\" y2=\"%\"></line>\n", v.Left, r.Y, v.Right, r.Y)
		w.put("<g class=\"m%\" transform=\"translate(% %)\">%</g>\n", r.Severity, r.X, r.Y, shapeOf(r.Severity))
		var severity any = r.Severity
		if r.Severity == 0 {
			severity = "?"
		}
		w.put("<text class=\"end\" x=\"%\" y=\"%\">%</text>\n", r.TextX, r.TextY, severity)
	}
	for _, b := range v.Breaches {
		class := markup("breach")
		if b.Near {
			class = "near"
		}
		w.box(class, b.viewBox)
	}
	for _, l := range v.Letters {
		w.middle(l.X, l.Y, l.Text)
	}
	w.put("<line class=\"axis\" x1=\"%\" y1=\"%\" x2=\"%\" y2=\"%\"></line>\n", v.Left, v.Bottom, v.Right, v.Bottom)
	for _, t := range v.Ticks {
		w.put("<line class=\"axis\" x1=\"%\" y1=\"%\" x2=\"%\" y2=\"%\"></line>\n", t.X, v.Bottom, t.X, t.Y)
		w.put("<text class=\"%\" x=\"%\" y=\"%\">%</text>\n", t.Anchor, t.X, t.TextY, t.Text)
	}
	w.incidents(v)
	for _, o := range v.Orders {
		for _, l := range o.Lines {
			w.put("<text x=\"%\" y=\"%\">%</text>\n", v.Left, l.Y, l.Text)
		}
		if o.Width > 0 {
			w.box("order", o.viewBox)
		}
	}
	w.put("</svg>\n")
}

// incidents writes the marks of incidents, and the months of those whose day is not known.
func (w *pageWriter) incidents(v *view) {
	for _, m := range v.Months {
		w.put("<line class=\"month m%\" x1=\"%\" y1=\"%\" x2=\"%\" y2=\"%\"></line>\n", m.Severity, m.X, m.Y, m.X2, m.Y)
		if m.Count > 0 {
			w.middle(m.TextX, m.TextY, m.Count)
		}
	}
	for _, m := range v.Marks {
		w.put("<g class=\"m%\" transform=\"translate(% %)\"><title>%</title>%</g>\n", m.Severity, m.X, m.Y, m.Title, shapeOf(m.Severity))
		if m.Count > 0 {
			w.middle(m.X, m.TextY, m.Count)
		}
	}
}

func (w *pageWriter) box(class markup, b viewBox) {
	w.put("<rect class=\"%\" x=\"%\" y=\"%\" width=\"%\" height=\"%\"></rect>\n", class, b.X, b.Y, b.Width, b.Height)
}

// middle writes a text or a number with its middle at x.
func (w *pageWriter) middle(x, y int, text any) {
	w.put("<text class=\"mid\" x=\"%\" y=\"%\">%</text>\n", x, y, text)
}

// shapeOf returns the mark of an incident of that severity; 0 is not known.
func shapeOf(severity int) markup {
	switch severity {
	case 1:
		return `<circle r="4"></circle>`
	case 2:
		return `<path d="M-5-5H5V5H-5Z"></path>`
	case 3:
		return `<path d="M0-7 7 5H-7Z"></path>`
	case 4:
		return `<path d="M0-8 8 0 0 8-8 0Z"></path>`
	case 5:
		return `<path d="M0-9 2.6-3.6 8.6-2.8 4.3 1.4 5.3 7.3 0 4.5-5.3 7.3-4.3 1.4-8.6-2.8-2.6-3.6Z"></path>`
	}
	return `<path d="M-5-5 5 5M5-5-5 5"></path>`
}

// bars writes what a class answered to each question as a row of parts.
func (w *pageWriter) bars(bars []drawnBar) {
	w.put(`<table class="bars">
<thead><tr><th scope="col">Question</th><th scope="col">What was answered; the model's answer has a thick edge</th><th scope="col">The model</th></tr></thead>
<tbody>
`)
	for i := range bars {
		b := &bars[i]
		w.put(`<tr class="bar"><th scope="row"><bdi>%</bdi></th><td><svg viewBox="0 0 400 24" paint-order="stroke" role="img" aria-label="%">`, b.Topic, b.Says)
		for _, p := range b.Parts {
			w.put(`<rect class="%" x="%" y="2" width="%" height="20"></rect>`, p.Class, p.X, p.Width)
			if p.Width > 16 {
				w.put(`<text class="mid" x="%" y="17">%</text>`, p.Mid, p.Count)
			}
		}
		w.put("</svg><small>%</small></td><td>%</td></tr>\n", b.Says, b.Models)
	}
	w.put("</tbody>\n</table>\n")
}
