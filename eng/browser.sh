# Sourced by test.sh: installs the headless browser that tests of pages drive, where apt-get is there. Without a browser these tests fail and say so.
install_browser() {
    local wanted=(chromium chromium-driver fonts-liberation) as_root=()
    if ! command -v apt-get >/dev/null; then
        echo "Tests of pages need Chrome and chromedriver on the PATH." >&2
        return 0
    fi
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    mkdir -p "$root/artifacts"
    { "${as_root[@]}" apt-get -qq update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}"; } >"$root/artifacts/apt.log" 2>&1 ||
        echo "Tests of pages need a browser, but apt-get could not install ${wanted[*]} (artifacts/apt.log)." >&2
}

[ -n "${CHROMEWEBDRIVER:-}" ] || command -v chromedriver >/dev/null || install_browser
