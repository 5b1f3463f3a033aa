# Sourced: installs Debian packages that are missing.

# install_with_apt PURPOSE PACKAGE... - one line says what is installed; errors say what to do.
install_with_apt() {
    local purpose=$1 missing=() as_root=()
    shift
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "$purpose needs what Debian calls $*. This system has no apt-get: install it yourself." >&2
        return 1
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "$purpose needs packages that only root can install: apt-get install ${missing[*]}" >&2; return 1; }
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]} with apt-get ..."
    { "${as_root[@]}" apt-get -qq update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}"; } >"$root/artifacts/apt.log" 2>&1 ||
        { tail -n 5 "$root/artifacts/apt.log" >&2; echo "apt-get could not install: ${missing[*]}. The whole log is artifacts/apt.log." >&2; return 1; }
}
