# Sealed files and signatures. A part of .ci/exchange.
stalkrisk train list nine-ticks --model -o case.yaml
stalkrisk key new -o anna --assessor anna >/dev/null
stalkrisk key new -o ben --assessor ben >/dev/null
stalkrisk report case.yaml -o case.report.json --sign anna/signing-key 2>/dev/null
to=$(cat ben/recipient.txt)
head -c 300000 /dev/urandom >long.bin # several of age's chunks
files=(case.yaml case.report.json long.bin)

# same FOLDER compares the files in a folder with those that were sealed.
same() { for f in "${files[@]}"; do cmp "$f" "$1/$f" || return; done; }
unpacked() { rm -rf "$2" && mkdir "$2" && tar -xf "$1" -C "$2"; }

# --- From here to age and age-encryption ---
stalkrisk seal "${files[@]}" --to "$to" --sign anna/signing-key -o ours.age >/dev/null
check "age opens what is sealed here" age -d -i ben/identity.txt -o inside.tar ours.age
check "tar unpacks it" unpacked inside.tar got
check "the files are the same" same got
check "nothing but the files, the list and its signature is inside" test "$(ls got | wc -l)" = 5
check "ssh-keygen checks the signature of the list" bash -c 'ssh-keygen -Y verify -f anna/signer.txt -I anna -n stalkrisk-handover -s got/manifest.json.sig <got/manifest.json'
refuses "ssh-keygen refuses a changed list" bash -c 'sed s/yaml/yam1/ got/manifest.json | ssh-keygen -Y verify -f anna/signer.txt -I anna -n stalkrisk-handover -s got/manifest.json.sig'
refuses "ssh-keygen refuses another person" bash -c 'ssh-keygen -Y verify -f ben/signer.txt -I anna -n stalkrisk-handover -s got/manifest.json.sig <got/manifest.json'
check "the hashes of the list are those of sha256sum" bash -c 'for f in case.yaml case.report.json long.bin; do grep -q "$(sha256sum <got/$f | cut -d" " -f1)" got/manifest.json || exit 1; done'
check "ssh-keygen checks the signature of a report" bash -c 'ssh-keygen -Y verify -f anna/signer.txt -I anna -n stalkrisk-report -s case.report.json.sig <case.report.json'
refuses "age refuses another identity" age -d -i anna/identity.txt ours.age
check "age-encryption opens what is sealed here" node exchange-age.mjs open ben/identity.txt ours.age js.tar
check "and finds the same bytes" cmp inside.tar js.tar
stalkrisk seal case.yaml --passphrase -o words.age >words 2>/dev/null
check "age-encryption opens a file with our passphrase" node exchange-age.mjs open-words "$(head -1 words)" words.age js.tar
check "and finds the case" bash -c 'tar -xOf js.tar case.yaml | cmp - case.yaml'

# --- From age and age-encryption to here ---
opened() { rm -rf back && stalkrisk open "$@" -o back && same back; }
age -r "$to" -o theirs.age inside.tar
check "what age encrypts is opened here" opened theirs.age --identity ben/identity.txt --from anna/signer.txt
age -a -r "$to" -o theirs.txt inside.tar
check "what age writes as text too" opened theirs.txt --identity ben/identity.txt --from anna/signer.txt
node exchange-age.mjs seal "$to" inside.tar js.age
check "what age-encryption encrypts is opened here" opened js.age --identity ben/identity.txt --from anna/signer.txt
node exchange-age.mjs seal-words "paper-lantern-otter" inside.tar js-words.age
check "and with a passphrase" bash -c 'rm -rf back; echo paper-lantern-otter | stalkrisk open js-words.age -o back'
refuses "and not with another" bash -c 'echo paper-lantern-other | stalkrisk open js-words.age'
age-keygen -o keygen.txt 2>/dev/null
stalkrisk seal "${files[@]}" --to "$(age-keygen -y keygen.txt)" --unsigned -o keygen.age >/dev/null
check "an identity of age-keygen opens" opened keygen.age --identity keygen.txt
tar --format=ustar -cf gnu.tar -C got manifest.json manifest.json.sig "${files[@]}"
age -r "$to" -o gnu.age gnu.tar
check "a tar by GNU tar is opened here" opened gnu.age --identity ben/identity.txt --from anna/signer.txt
tar --format=pax -cf pax.tar -C got manifest.json manifest.json.sig "${files[@]}"
age -r "$to" -o pax.age pax.tar
check "and one with extended headers" opened pax.age --identity ben/identity.txt --from anna/signer.txt
age -r "$to" -o note.age case.yaml
refuses "what is not a hand-over is refused" stalkrisk open note.age --identity ben/identity.txt

# --- Keys that both kinds of age have, where they do ---
node exchange-age.mjs hybrid hybrid.txt hybrid-public.txt
stalkrisk seal "${files[@]}" --to hybrid-public.txt --unsigned -o hybrid.age >/dev/null 2>&1
check "age-encryption opens what is sealed for its hybrid key" node exchange-age.mjs open hybrid.txt hybrid.age js.tar
node exchange-age.mjs seal "$(cat hybrid-public.txt)" inside.tar hybrid-js.age
check "and its hybrid file is opened here" opened hybrid-js.age --identity hybrid.txt

# --- Keys and signatures of ssh-keygen ---
ssh-keygen -q -t ed25519 -N '' -C made-up -f sshkey
echo "carol $(cut -d' ' -f1,2 sshkey.pub)" >carol.txt
stalkrisk seal case.yaml --to "$to" --sign sshkey -o carol.age >/dev/null
check "a key of ssh-keygen signs here" stalkrisk open carol.age --identity ben/identity.txt --from carol.txt
check "its public key alone is a list" stalkrisk open carol.age --identity ben/identity.txt --from sshkey.pub
check "our key is one for ssh-keygen" bash -c 'test "$(ssh-keygen -y -f anna/signing-key | cut -d" " -f1,2)" = "$(cut -d" " -f2,3 anna/signer.txt)"'
check "both show the same fingerprint" bash -c 'ssh-keygen -l -f anna/signing-key | grep -qF "$(stalkrisk verify case.report.json | grep -o "SHA256:[A-Za-z0-9+/]*")"'
cp case.report.json carol.report.json
ssh-keygen -q -Y sign -f sshkey -n stalkrisk-report carol.report.json
check "a signature of ssh-keygen is checked here" stalkrisk verify carol.report.json --from carol.txt
rm carol.report.json.sig
ssh-keygen -q -Y sign -f anna/signing-key -n stalkrisk-report carol.report.json
check "ssh-keygen signs with our key" stalkrisk verify carol.report.json --from anna/signer.txt
rm carol.report.json.sig
ssh-keygen -q -Y sign -f sshkey -n git carol.report.json
refuses "a signature for something else is refused" stalkrisk verify carol.report.json --from carol.txt
ssh-keygen -q -t ed25519 -N 'a passphrase' -f locked
refuses "a key with a passphrase is refused" stalkrisk seal case.yaml --to "$to" --sign locked -o locked.age
ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
refuses "an RSA key is refused" stalkrisk seal case.yaml --to "$to" --sign rsa -o rsa.age

# --- What age must refuse, we refuse ---
for at in 100 1000 65800 200000 $(($(wc -c <ours.age) - 1)); do
	head -c "$at" ours.age >cut.age
	refuses "a file cut at byte $at is refused" stalkrisk open cut.age --identity ben/identity.txt
	refuses "and by age" age -d -i ben/identity.txt -o /dev/null cut.age
done
