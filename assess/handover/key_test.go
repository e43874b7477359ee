package handover

import (
	"bytes"
	"encoding/pem"
	"errors"
	"slices"
	"strings"
	"testing"
)

// Made for this test by ssh-keygen -t ed25519, and used nowhere else.
const (
	opensshKey = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACD7uatxwTvH6a12iYl6PgVHKyAxiAMVzEivQJyqyOxUeQAAAJBdovF0XaLx
dAAAAAtzc2gtZWQyNTUxOQAAACD7uatxwTvH6a12iYl6PgVHKyAxiAMVzEivQJyqyOxUeQ
AAAECYQ82crpOKruCuVvVEE1RHC64yb3nF5L1MUf0cbPY2+fu5q3HBO8fprXaJiXo+BUcr
IDGIAxXMSK9AnKrI7FR5AAAAB21hZGUtdXABAgMEBQY=
-----END OPENSSH PRIVATE KEY-----
`
	opensshPublic = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPu5q3HBO8fprXaJiXo+BUcrIDGIAxXMSK9AnKrI7FR5 made-up"
	hybridSecret  = "AGE-SECRET-KEY-PQ-157MFY358M4YHZG7QFA8FX8LQ5WQWQ86T2MNVXUCSCCPZT6LSTDLSCEVHVE"
	hybridKey     = "age1pq1tkvcmqkcgf6rx5z79j2zpxzclvw2vc0ucm64f2pcvyxzwe5tflw8nt0g5m0tzqnkaqmlyumn6y9vzq7n8847xx5q6k8llxdemxrkgg0ftxqrd28mzj8at2xw6ezj77grywlhqk3q9z0nm3tgsaf4q5fug4xn57vkx7sxzu5rws98fedt29zae0ulzf4kcjgqv3atsf7fzmx8x8hpgz7t5aq3p0d2q2vedjklknhvh3587nyp7a2yf4y9svlhqdynyugx5wp60grp6nfvves6ws4pjk7nrknfu2gv3gv4nsy9vzlsjxtvx23xjety7ex4qjnn9wjx8yysf69zex3fxyqxy88x57pmfjwnskj69q582ql9n9ra54ujcg3l4358699kxtnxytwyzzauusr58j4qjpvtv9rmtmwpjemn4gydr7paaajvxuvzvwedfprlvddwd7tmg3yt3axspvsgn8xcf27vthr98drkhmtuxe47hr82nqmjgzq9wsqhvhqmgl4pj4cdngj6d5593mvz7kakyulp2a5u2gvrr6rxjdg92jxgxcpng9jr57qglq4kkhgjwxpr5h7xvzncqz7m5e2jn0y2upjte8v94zlmqafjke5j5mxz84fkdk5ws0lzze976pj262e4e4s52tq3pj9lygxf8krsuwzt0gfch8r95vctmfmqag9hexs9alzhpadt89pr3qymppwx5wwq5n7h2tsesr6xyqlhh9vzkejxagpysnc0yku8q99uhqtt0nu4agujec9psc0vl20algfqp2amlevssq28rdu7cqpqrfudmdeuhp6pkyzavnggx5zl0kcha7q9p408xcd5k60nvdzzmxywkgfxc7r8guzav95nxfe3yaz588a5vu59nyccjf3cxg2mp65zy9rjduae2h4925l2zxu5s9vzrc2ptfwyd0w499ww3x2lw7v3zkr3x5r24a8zyqv7n30h996hmjar6jqctx2a9z4s92wkhfsl7zjmjmsswt822lwc48z0kvtyeptqg8skracevhtjup7uyfmy7urt7ftpddk65s0fxjzcgs5ktcyrpyq3telljhjdeshqf592634krsn4x83dq27ztxm84vzctnvyrchykjz7j8mvw5uulz797amkcy0spkxekgd365kz8xfxhkfy2uk44p6lc8qam27qw3edx24ec94qzqps4gt2j52pq9ac7svfx5vtn4z92l9yjauwcuypxr6uxykf2p0nnwuzfqg24wufr4jz3y8ug69g88uznsk7ux272xa3cpwm2h4kf07nkkjanuvcq7cvgnjpyewnzs9s5ech45u7hs6ucye9p6k6zt8nmtz2dk3m473s35ep4t9svd98w647eetdwwmzflukwwsev2hhgd4lwar79efxcdhhzheevcxy5sk38d3eseg3my9sdz5lnquc8gpvtcyjel3jjwj5cqe8zw7cr2klmwgujygvt77qe3cz8qv0lse4nxt8t77zzuh397aexwdsngrltjky0rpcwwc35k7pg8xvvvm9lfukddzkzeqnzjaexsr2sssxv2z4ngay2gqpylerfq4sm3s6pcut0s2jtcyenytvctdn6aehu9cele9x6446zd6vswfg709ly922x363ahcfwlsfhw0d59zg55zuyky3y085ged34w79qxjt7s95k9tgkdhnggh0vyqxh383ccjzexgcqvsndjhgedznjvsaceemnwun9g3jqwtftsftfswnjzjcv75f4eg25843589whj0dkc9z7vt9re0u3s4lk3d6wggx6gsrlu5ckatuhfrgvcfj5dcyxcpzdz9s9gw5j2k3hnaeuk9mymr73nud87h7x789j72zpdgy9k898w27lhuf4jskpwutvygezzny6l7cn3rtzhgnudulel82yvclzszjvnyv"
	// By ssh-keygen -Y sign -n stalkrisk-report, of "an invented report\n".
	opensshSignature = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg+7mrccE7x+mtdomJej4FRysgMY
gDFcxIr0CcqsjsVHkAAAAQc3RhbGtyaXNrLXJlcG9ydAAAAAAAAAAGc2hhNTEyAAAAUwAA
AAtzc2gtZWQyNTUxOQAAAECYXSuw5QMRHhOO/yffkjSCRGyT3mc2renClBHgCmzhQEY1kB
1EllqeEuvx6ns6LzGK+RpliRkGUfI/HNzMdIwP
-----END SSH SIGNATURE-----
`
)

func TestAKeyOfOpenSSHSignsAndIsChecked(t *testing.T) {
	t.Parallel()
	key, err := ReadSigningKey([]byte(opensshKey))
	if err != nil {
		t.Fatal(err)
	}
	if got := key.Public().String(); !strings.HasPrefix(opensshPublic, got+" ") {
		t.Errorf("the public half is %s", got)
	}
	message := []byte("an invented report\n")
	who, err := CheckSignature(ReportNamespace, message, []byte(opensshSignature))
	if err != nil || !who.equal(key.Public()) {
		t.Errorf("the signature of ssh-keygen: %v", err)
	}
	if !bytes.Equal(pemBytes(t, key.Sign(ReportNamespace, message)), pemBytes(t, []byte(opensshSignature))) {
		t.Error("ssh-keygen signs otherwise")
	}
}

func pemBytes(t *testing.T, b []byte) []byte {
	t.Helper()
	block, _ := pem.Decode(b)
	if block == nil {
		t.Fatal("no PEM")
	}
	return block.Bytes
}

func TestASigningKeyIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	for _, comment := range []string{"", "H1234", "a comment of some length"} {
		key := NewSigningKey()
		again, err := ReadSigningKey(key.File(comment))
		if err != nil || !again.Public().equal(key.Public()) {
			t.Errorf("%q: %v", comment, err)
		}
	}
}

// Neither a cut nor a changed file of a key panics, or gives another key.
func TestADamagedSigningKeyIsRefused(t *testing.T) {
	t.Parallel()
	key := NewSigningKey()
	inside := pemBytes(t, key.File("H1234"))
	for i := range inside {
		for _, b := range [][]byte{inside[:i], changed(inside, i, 0x40), changed(inside, i, 0xff)} {
			again, err := ReadSigningKey(pem.EncodeToMemory(&pem.Block{Type: privatePEM, Bytes: b}))
			if err == nil && !again.Public().equal(key.Public()) {
				t.Fatalf("byte %d: another key was read", i)
			}
		}
	}
}

func changed(b []byte, i int, by byte) []byte {
	b = slices.Clone(b)
	b[i] ^= by
	return b
}

// The signature of one message is never one of another, for another kind of file, or by
// another key, whatever byte of it is changed.
func TestAChangedSignatureDoesNotFit(t *testing.T) {
	t.Parallel()
	key := NewSigningKey()
	message := []byte("an invented report\n")
	signature := key.Sign(ReportNamespace, message)
	inside := pemBytes(t, signature)
	for i := range inside {
		for _, b := range [][]byte{inside[:i], changed(inside, i, 1), changed(inside, i, 0x80)} {
			if _, err := CheckSignature(ReportNamespace, message, pem.EncodeToMemory(&pem.Block{Type: signaturePEM, Bytes: b})); err == nil {
				t.Fatalf("byte %d: it fits", i)
			}
		}
	}
	for i := range message {
		if _, err := CheckSignature(ReportNamespace, changed(message, i, 1), signature); !errors.Is(err, errWrongSignature) {
			t.Errorf("byte %d of the message: %v", i, err)
		}
	}
	if _, err := CheckSignature(SealedNamespace, message, signature); !errors.Is(err, errOtherNamespace) {
		t.Error(err)
	}
}

func TestSigners(t *testing.T) {
	t.Parallel()
	anna, ben, cleo := NewSigningKey().Public(), NewSigningKey().Public(), NewSigningKey().Public()
	list, err := ReadSigners([]byte("# people\n\n" +
		"anna@north " + anna.String() + " a comment\r\n" +
		`"ben" namespaces="stalkrisk-*,other" ` + ben.String() + "\n" +
		`cleo namespaces="git" ` + cleo.String() + "\n" +
		"dora ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key   PublicKey
		name  string
		known bool
	}{{anna, "anna@north", true}, {ben, "ben", true}, {cleo, "", false}, {NewSigningKey().Public(), "", false}} {
		if name, known := list.Name(c.key, SealedNamespace); name != c.name || known != c.known {
			t.Errorf("%q %v, want %q %v", name, known, c.name, c.known)
		}
	}
	if list, err := ReadSigners([]byte(anna.String() + " H1234\n")); err != nil || len(list.all) != 1 || list.all[0].name != "H1234" {
		t.Errorf("a public key alone: %v %v", list, err)
	}
	for _, bad := range []string{
		"", "# nobody\n", "anna\n", "anna ssh-ed25519\n", "anna ssh-ed25519 AAAA\n", "anna ssh-rsa AAAA\n", "anna ssh-ed25519 zqmarchmont\n",
		"anna cert-authority " + anna.String(), `anna valid-before="20270101" ` + anna.String(), `anna namespaces="!git,*" ` + anna.String(), `anna namespaces="a" valid-after="2" ` + anna.String(),
	} {
		if _, err := ReadSigners([]byte(bad)); err == nil || strings.Contains(err.Error(), "zqmarchmont") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// A key that is no use here has a sentence that says so, and never shows the key.
func TestKeysOfOtherKinds(t *testing.T) {
	t.Parallel()
	_, public, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	const secret = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ"
	for text, want := range map[string]error{
		"": errNoRecipient, "zqmarchmont": errNoRecipient, public[:30]: errNoRecipient, secret: errSecretKey,
		"ssh-ed25519 AAAA": errSSHRecipient, "age1yubikey1qwertz": errPlugin, public + "\nzqmarchmont": errNoRecipient,
	} {
		if err := (&Recipients{}).Add(text); !errors.Is(err, want) || strings.Contains(err.Error(), "zqmarchmont") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]error{
		"": errNoIdentity, public: errNoIdentity, "AGE-PLUGIN-YUBIKEY-1QQ": errPlugin, secret: errNoIdentity,
		opensshKey: errSigningKeyNot, "-----BEGIN RSA PRIVATE KEY-----": errSSHIdentity, ageIntro: errLocked, "zqmarchmont": errNoIdentity,
	} {
		if _, err := ReadIdentities([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := ReadSigningKey([]byte(opensshPublic)); !errors.Is(err, errPublicKey) {
		t.Error(err)
	}
}

func TestHybridAndClassicKeysAreNotMixed(t *testing.T) {
	t.Parallel()
	anna := newPerson(t)
	to := recipients(t, hybridKey)
	if !to.Hybrid || to.Len() != 1 {
		t.Error("a hybrid key is not taken for one")
	}
	if err := to.Add(anna.public); !errors.Is(err, errMixed) {
		t.Error(err)
	}
	if err := (&Recipients{}).Add(anna.public + "\n" + hybridKey); !errors.Is(err, errMixed) {
		t.Error(err)
	}
	ids, err := ReadIdentities([]byte(hybridSecret))
	if err != nil {
		t.Fatal(err)
	}
	c, err := Open(seal(t, made, nil, recipients(t, hybridKey)), ids)
	if err != nil || !same(c.Files, made) {
		t.Error(err)
	}
}
