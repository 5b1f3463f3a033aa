# Sourced by run.sh and test.sh: decides where Microsoft.ML and TorchSharp come from, installs what that needs,
# says so in one line and remembers it in ride.local.props, so that plain dotnet commands go the same way.
# Override with RideDependencies=packages|assemblies|offline in the environment.

source "$root/eng/apt.sh"

install_offline_packages() {
    local wanted=(g++ cmake libgd3 libopenblas0-openmp)
    [ -n "${LIBTORCH:-}" ] || wanted+=(libtorch-dev)
    install_with_apt "The offline build" "${wanted[@]}" ||
        { echo "LIBTORCH may name an unpacked libtorch in place of libtorch-dev." >&2; return 1; }
}

remember() {
    local text="<Project><PropertyGroup><RideDependencies>$1</RideDependencies>${2:-}</PropertyGroup></Project>"
    [ "$(cat "$root/ride.local.props" 2>/dev/null)" = "$text" ] || echo "$text" >"$root/ride.local.props"
}

choose_dependencies() {
    local chosen=${RideDependencies:-} why="asked for by the environment"
    if [ -z "$chosen" ] && [ -f "$root/ride.local.props" ]; then
        chosen=$(sed -n 's:.*<RideDependencies>\(.*\)</RideDependencies>.*:\1:p' "$root/ride.local.props")
        why="remembered in ride.local.props; delete it to choose anew"
    fi
    if [ -z "$chosen" ]; then
        if dotnet restore "$root/eng/probe/probe.csproj" --verbosity quiet >"$root/artifacts/probe.log" 2>&1; then
            chosen=packages why="the package feed has Microsoft.ML and TorchSharp"
        else
            chosen=offline why="the package feed lacks Microsoft.ML or TorchSharp in the versions of Directory.Packages.props: stand-ins are built from offline/"
        fi
    fi
    case $chosen in
        packages) remember packages ;;
        offline) install_offline_packages && remember offline ;;
        assemblies)
            RideAssembliesDir=${RideAssembliesDir:-$(sed -n 's:.*<RideAssembliesDir>\(.*\)</RideAssembliesDir>.*:\1:p' "$root/ride.local.props" 2>/dev/null)}
            [ -f "$RideAssembliesDir/Microsoft.ML.Core.dll" ] || { echo "RideDependencies=assemblies needs RideAssembliesDir, a folder with Microsoft.ML.Core.dll and TorchSharp.dll." >&2; return 1; }
            remember assemblies "<RideAssembliesDir>$RideAssembliesDir</RideAssembliesDir>" ;;
        *) echo "RideDependencies is '$chosen', but must be packages, assemblies or offline." >&2; return 1 ;;
    esac || return 1
    unset RideDependencies
    echo "Dependencies: $chosen ($why)."
}

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed (https://dot.net)." >&2; exit 1; }
mkdir -p "$root/artifacts"
choose_dependencies || exit 1
