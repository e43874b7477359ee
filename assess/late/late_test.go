package late_test

import (
	"sync"
	"testing"

	"stalkrisk/assess/late"
)

func TestAValueIsMadeOnceAndOnlyWhenItIsAskedFor(t *testing.T) {
	made := 0
	v := late.Value[map[string]int]{Make: func() map[string]int { made++; return map[string]int{"a": 1} }}
	if made != 0 {
		t.Fatal("it was made before it was asked for")
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if v.Get()["a"] != 1 {
				t.Error("Get returned something else than Make")
			}
		})
	}
	all.Wait()
	if made != 1 {
		t.Errorf("it was made %d times", made)
	}
}

func TestAValueThatIsZeroIsMadeOnceToo(t *testing.T) {
	made := 0
	v := late.Value[error]{Make: func() error { made++; return nil }}
	if v.Get() != nil || v.Get() != nil || made != 1 {
		t.Errorf("it was made %d times", made)
	}
}

// Half a value must never be used: a fault in Make is a fault of every Get.
func TestAPanicOfMakeIsAPanicOfEachGet(t *testing.T) {
	v := late.Value[string]{Make: func() string { panic("broken") }}
	for range 2 {
		func() {
			defer func() {
				if got := recover(); got != "broken" {
					t.Errorf("Get panicked with %v, want broken", got)
				}
			}()
			t.Errorf("Get returned %q", v.Get())
		}()
	}
}
