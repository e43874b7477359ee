// Package late has values that are made when they are first asked for.
//
// Every command, even one that prints the version, waits for what the packages compute
// when the program starts, and each that computes something costs pages of memory. So a
// package-level variable of ours computes nothing: the compiler lays it out. A map, a
// pattern or a table that is worked out is the Value of a function.
package late

import (
	"sync"
	"sync/atomic"
)

// Value is a value that Make returns, made when Get is first called. It is written as a
// literal, which the compiler lays out with its function; sync.OnceValue is a call, and
// so work before main:
//
//	var digits = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`[0-9]+`) }}
//
// A Value is not copied, and Make may not ask for the same Value.
type Value[T any] struct {
	Make func() T

	mu   sync.Mutex // held while Make runs
	made atomic.Pointer[T]
}

// Get returns the value. Any number of goroutines may call it, and Make runs once. If
// Make panics, Get panics with the same, and so does each Get after it.
func (v *Value[T]) Get() T {
	if made := v.made.Load(); made != nil {
		return *made
	}
	return v.first()
}

func (v *Value[T]) first() T {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.made.Load() == nil {
		made := v.Make()
		v.made.Store(&made)
	}
	return *v.made.Load()
}
