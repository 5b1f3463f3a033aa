# Sourced: installs Debian packages that some tests need, where apt-get is there.
# apt_install WHO-NEEDS-THEM PACKAGE...
apt_install() {
    local who=$1 as_root=()
    shift
    if ! command -v apt-get >/dev/null; then
        echo "$who: install what corresponds to Debian's $*." >&2
        return 0
    fi
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    mkdir -p "$root/artifacts"
    { "${as_root[@]}" apt-get -qq update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"; } >>"$root/artifacts/apt.log" 2>&1 ||
        echo "$who, but apt-get could not install $* (artifacts/apt.log)." >&2
}
