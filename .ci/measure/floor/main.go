// Program floor checks the JSON of a file of assessments, one a line, and counts the
// answers that are yes. It builds no values and reports no fault but a line that is not
// JSON: about the least that a program can do that reads every byte. stalkrisk score is
// compared with it.
//
//	floor FILE [WORKERS]
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"os"
	"runtime"
	"strconv"
	"sync"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	workers := 1
	if len(args) == 2 {
		workers, _ = strconv.Atoi(args[1])
	}
	if len(args) == 0 || workers < 1 {
		return errors.New("name a file, and how many workers")
	}
	runtime.GOMAXPROCS(workers)
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	chunks, free := make(chan []byte, workers), make(chan []byte, 2*workers+1)
	for range cap(free) {
		free <- make([]byte, 0, 1<<20)
	}
	counts := make([]scanner, workers)
	var all sync.WaitGroup
	for i := range counts {
		all.Go(func() {
			for c := range chunks {
				counts[i].chunk(c)
				free <- c
			}
		})
	}
	err = divide(f, chunks, free)
	close(chunks)
	all.Wait()
	var sum scanner
	for i := range counts {
		sum.records, sum.yes, sum.bad = sum.records+counts[i].records, sum.yes+counts[i].yes, sum.bad+counts[i].bad
	}
	fmt.Println(sum.records, sum.yes)
	if sum.bad > 0 {
		return errors.Join(err, fmt.Errorf("%d lines are not JSON", sum.bad))
	}
	return err
}

// divide sends the file in chunks of whole lines.
func divide(f io.Reader, chunks chan<- []byte, free <-chan []byte) error {
	var rest []byte
	for {
		c := append((<-free)[:0], rest...)
		n, err := io.ReadFull(f, c[len(c):cap(c)])
		c = c[:len(c)+n]
		end := bytes.LastIndexByte(c, '\n') + 1
		if end == 0 {
			if len(c) > 0 {
				return errors.New("a line does not end, or is longer than 1 MiB")
			}
			return nil
		}
		rest = append(rest[:0], c[end:]...)
		chunks <- c[:end]
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			if len(rest) > 0 {
				return errors.New("the last line does not end")
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// scanner reads values. The last byte of a chunk is a line feed, which no value has, so
// no loop has to look for the end.
type scanner struct {
	c                 []byte
	i                 int
	responses         bool // it is in the value of that key
	records, yes, bad int
}

func (s *scanner) chunk(c []byte) {
	s.c, s.i = c, 0
	for s.i < len(s.c) {
		if s.value(0) && s.c[s.i] == '\n' {
			s.records++
			s.i++
			continue
		}
		s.bad++
		s.i += bytes.IndexByte(s.c[s.i:], '\n') + 1
	}
}

// How deep an answer is: by its item, below the responses to a questionnaire, or by the
// key "answer" of that item.
const (
	depthOfItem   = 2
	depthOfAnswer = 3
)

// value reads a value at some depth, and the spaces around it.
func (s *scanner) value(depth int) bool {
	s.space()
	ok := false
	switch c := s.c[s.i]; c {
	case '"':
		ok = s.text()
	case '{', '[':
		s.i++
		ok = s.list(depth, c)
	case 't':
		ok = s.word("true")
	case 'f':
		ok = s.word("false")
	case 'n':
		ok = s.word("null")
	default:
		ok = s.number()
	}
	s.space()
	return ok
}

// list reads the members of an object or the entries of a list.
func (s *scanner) list(depth int, opening byte) bool {
	closing := opening + 2 // in ASCII, } is two after { and ] two after [
	s.space()
	if s.c[s.i] == closing {
		s.i++
		return true
	}
	for depth < 64 {
		key := s.i
		if opening == '{' && !s.key() {
			return false
		}
		if depth == 0 {
			s.responses = bytes.HasPrefix(s.c[key:], []byte(`"responses"`))
		}
		before := s.i
		if !s.value(depth + 1) {
			return false
		}
		if s.responses && (depth == depthOfItem || depth == depthOfAnswer) && s.isYes(before) {
			s.yes++
		}
		end := s.c[s.i]
		if end != closing && end != ',' {
			return false
		}
		s.i++
		if end == closing {
			return true
		}
		s.space()
	}
	return false
}

// key reads a key and its colon.
func (s *scanner) key() bool {
	if s.c[s.i] != '"' || !s.text() {
		return false
	}
	s.space()
	if s.c[s.i] != ':' {
		return false
	}
	s.i++
	return true
}

func (s *scanner) isYes(at int) bool {
	for s.c[at] == ' ' {
		at++
	}
	return bytes.HasPrefix(s.c[at:], []byte(`"yes"`))
}

func (s *scanner) space() {
	for s.c[s.i] == ' ' || s.c[s.i] == '\t' || s.c[s.i] == '\r' {
		s.i++
	}
}

func (s *scanner) word(w string) bool {
	if !bytes.HasPrefix(s.c[s.i:], []byte(w)) {
		return false
	}
	s.i += len(w)
	return true
}

func (s *scanner) number() bool {
	if s.c[s.i] == '-' {
		s.i++
	}
	zero := s.c[s.i] == '0'
	if n := s.digits(); n == 0 || zero && n > 1 {
		return false
	}
	if s.c[s.i] == '.' {
		s.i++
		if s.digits() == 0 {
			return false
		}
	}
	if s.c[s.i]|0x20 != 'e' {
		return true
	}
	if s.i++; s.c[s.i] == '+' || s.c[s.i] == '-' {
		s.i++
	}
	return s.digits() > 0
}

func (s *scanner) digits() int {
	from := s.i
	for s.c[s.i]-'0' < 10 {
		s.i++
	}
	return s.i - from
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// text reads a text with its quotes, eight bytes at a time: mark has the high bit of each
// byte that is a quote, a backslash or below a space. (A byte behind one may be marked
// as well; only the first mark is used.)
func (s *scanner) text() bool {
	for s.i++; ; {
		if len(s.c)-s.i >= 8 {
			w := binary.LittleEndian.Uint64(s.c[s.i:])
			quote, slash := w^(ones*'"'), w^(ones*'\\')
			mark := ((quote-ones)&^quote | (slash-ones)&^slash | (w-ones*' ')&^w) & highs
			if mark == 0 {
				s.i += 8
				continue
			}
			s.i += bits.TrailingZeros64(mark) / 8
		}
		switch c := s.c[s.i]; {
		case c == '"':
			s.i++
			return true
		case c < ' ':
			return false
		case c == '\\':
			if !s.escape() {
				return false
			}
		default:
			s.i++
		}
	}
}

// escape reads a backslash and what follows it.
func (s *scanner) escape() bool {
	s.i += 2
	if s.c[s.i-1] != 'u' {
		return bytes.IndexByte([]byte(`"\/bfnrt`), s.c[s.i-1]) >= 0
	}
	for range 4 {
		if h := s.c[s.i]; h-'0' > 9 && (h|0x20)-'a' > 5 {
			return false
		}
		s.i++
	}
	return true
}
