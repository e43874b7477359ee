// Package quickfuzz stops the fuzzer from spending its time on making inputs shorter.
// By default it tries for up to a minute on each new one of a few hundred bytes, and
// then runs a few inputs a second. A test with a fuzz target imports it for this effect.
// -fuzzminimizetime on the command line still counts.
package quickfuzz

import (
	"flag"
	"testing"
)

func init() {
	testing.Init()
	if err := flag.Set("test.fuzzminimizetime", "30x"); err != nil {
		panic(err)
	}
}
