package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// job is a task for stalkrisk and for the programs that it is compared with.
type job struct {
	name  string
	times int      // runs that are measured together, for what takes milliseconds
	units int      // records, files or rows in the input; 0 if a rate says nothing
	args  []string // of stalkrisk
	peers []peer   // the first is what all are compared with
}

// peer is a program that does a part of the same job.
type peer struct {
	name    string
	command []string
	tally   bool // it prints how many records and how many yes it found, as the first does
}

// jobs returns the jobs that are wanted, and makes their input. What stalkrisk does with
// records is compared with programs that only count their answers that are yes.
func jobs(folder string, s *settings) (all []job, err error) {
	m := maker{folder: folder, share: s.share}
	for _, j := range []struct {
		name string
		make func() (job, error)
	}{
		{"score", func() (job, error) { return m.score(s.records) }},
		{"score, results as CSV", m.scoreToCSV},
		{"score of CSV", m.scoreOfCSV},
		{"score of large records", m.scoreOfLarge},
		{"version", m.version},
		{"score of one file", func() (job, error) { return m.one("score") }},
		{"report of one file", func() (job, error) { return m.one("report") }},
		{"report --full of one file", func() (job, error) { return m.one("report", "--full") }},
		{"report in HTML of one file", func() (job, error) { return m.one("report", "--format", "html") }},
		{"sift, every row full of signs", func() (job, error) { return m.sift(100) }},
		{"sift, one row in five", func() (job, error) { return m.sift(20) }},
		{"due, a folder of files", func() (job, error) { return m.cases("due", false) }},
		{"due, one file of lines", func() (job, error) { return m.cases("due", true) }},
		{"audit, a folder of files", func() (job, error) { return m.cases("audit", false) }},
		{"audit, one file of lines", func() (job, error) { return m.cases("audit", true) }},
	} {
		if !s.only.MatchString(j.name) {
			continue
		}
		made, err := j.make()
		if err != nil {
			return nil, err
		}
		made.name, made.times = j.name, max(1, made.times)
		all = append(all, made)
	}
	return all, nil
}

func (m *maker) scoreToCSV() (job, error) {
	file, err := m.manyRecords()
	return job{units: m.records(), args: []string{"score", file, "--format", "csv"}}, err
}

func (m *maker) scoreOfCSV() (job, error) {
	file, err := m.manyRows()
	return job{units: m.records(), args: []string{"score", file}}, err
}

func (m *maker) scoreOfLarge() (job, error) {
	file, err := m.largeRecords()
	return job{units: m.large(), args: []string{"score", file}}, err
}

func (m *maker) version() (job, error) {
	floor := m.path("libraries")
	err := build("./.ci/measure/libraries", floor)
	return job{times: 20, args: []string{"version"}, peers: []peer{{name: "the same libraries, and nothing else", command: []string{floor}}}}, err
}

func (m *maker) one(words ...string) (job, error) {
	file, err := m.oneCase()
	return job{times: 20, args: append(words, file)}, err
}

func (m *maker) sift(full int) (job, error) {
	file, err := m.log(full)
	return job{units: m.rows(), args: []string{"sift", file, "--format", "ndjson"}}, err
}

// cases is a job with many cases, in one file or in as many as there are.
func (m *maker) cases(command string, lines bool) (job, error) {
	place, err := m.manyCases(lines)
	return job{units: m.files(), args: []string{command, place, "--format", "ndjson", "--now", "2026-11-28T09:00:00Z"}}, err
}

func (m *maker) score(file string) (job, error) {
	j := job{units: m.records()}
	if file == "" {
		made, err := m.manyRecords()
		if err != nil {
			return j, err
		}
		file = made
	} else if err := j.count(file); err != nil {
		return j, err
	}
	j.args = []string{"score", file}
	err := j.against(m, file)
	return j, err
}

// against adds the programs with which score is compared. What is not installed is left
// out, and said.
func (j *job) against(m *maker, file string) error {
	floor, plain, workers := m.path("floor"), m.path("plain"), fmt.Sprint(runtime.NumCPU())
	if err := build("./.ci/measure/floor", floor); err != nil {
		return err
	}
	if err := build("./.ci/measure/plain", plain); err != nil {
		return err
	}
	j.peers = []peer{
		{"floor, as many workers", []string{floor, file, workers}, true},
		{"floor, one worker", []string{floor, file}, true},
		{"Go encoding/json", []string{plain, file}, true},
	}
	here := filepath.Join(".ci", "measure", "peers")
	for _, p := range []peer{
		{"DuckDB", []string{"node", filepath.Join(here, "duckdb.js"), file}, true},
		{"node", []string{"node", filepath.Join(here, "yes.js"), file}, true},
		{"python", []string{"python3", filepath.Join(here, "yes.py"), file}, true},
		{"jq", []string{"jq", "-nr", "-f", filepath.Join(here, "yes.jq"), file}, true},
	} {
		_, err := exec.LookPath(p.command[0])
		if err == nil && p.name == "DuckDB" {
			err = exec.Command("node", "-e", "require('@duckdb/node-api')").Run()
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "bench: not installed, so left out: %s\n", p.name)
			continue
		}
		j.peers = append(j.peers, p)
	}
	return nil
}
