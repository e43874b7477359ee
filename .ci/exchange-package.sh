# The package for Debian: built twice, judged by lintian, installed and removed. A part of
# .ci/exchange.
sudo=$(test "$(id -u)" = 0 || echo sudo)
need lintian lintian
arch=$(dpkg --print-architecture)
check "the release is twice the same" "$root/.ci/release" release "linux/$arch"
package=$(echo release/*.deb)
check "lintian finds nothing" lintian --fail-on error,warning,info "$package"
check "the sums fit" bash -c 'cd release && sha256sum -c --quiet SHA256SUMS'
check "it is installed" $sudo dpkg -i "$package"
check "and runs" /usr/bin/stalkrisk version
check "and names its commit" bash -c '/usr/bin/stalkrisk version | grep -qE "\([0-9a-f]{40}\)"'
check "each command has a page that man can read" bash -c 'for page in /usr/share/man/man1/stalkrisk*.1.gz; do test -z "$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" || exit 1; done'
check "bash completes values" bash -c '/usr/bin/stalkrisk __complete assess --role "" 2>/dev/null | grep -q officer'
check "it is removed" $sudo dpkg -r stalkrisk
refuses "and leaves nothing" bash -c 'ls /usr/bin/stalkrisk /usr/share/man/man1/stalkrisk* /usr/share/doc/stalkrisk 2>/dev/null | grep .'
