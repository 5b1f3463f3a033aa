using MLNet.Ride.Hosting;
using MLNet.Ride.Torch;

namespace MLNet.Ride.Architecture.Tests;

public sealed class FloorTests
{
    private const string Root = "MLNet.Ride.Torch";

    // From the ground up, with the rooms of each floor, in the words of the diagram in ARCHITECTURE.md.
    private static readonly string[][] s_floors =
    [
        ["Kernels", "Formats", "Imaging", "Options", "Runtime"],
        ["Networks", "Losses", "Sampling"],
        ["Batches", "Models"],
        ["Training"],
        ["Methods"],
        ["RideTraining"],
    ];

    private static readonly Namespaces s_torch = Namespaces.Of(typeof(RideTraining).Assembly);

    public static TheoryData<Type> Libraries => [typeof(RideTraining), typeof(RideTrainer), typeof(IRideClassifier)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Namespaces_do_not_depend_on_each_other_in_a_circle(Type ofLibrary)
    {
        Namespaces namespaces = Namespaces.Of(ofLibrary.Assembly);

        string[] circles = [.. namespaces.Circles().Select(circle => string.Join(Environment.NewLine,
            namespaces.Arrows.Where(arrow => circle.Contains(arrow.From) && circle.Contains(arrow.To)).Select(namespaces.Describe)))];

        Assert.True(circles.Length == 0, string.Join(Environment.NewLine + Environment.NewLine, circles));
    }

    [Fact]
    public void No_floor_knows_a_higher_one()
    {
        string[] upward = [.. s_torch.Arrows.Where(arrow => FloorOf(arrow.From) < FloorOf(arrow.To)).Select(s_torch.Describe)];

        Assert.True(upward.Length == 0, string.Join(Environment.NewLine, upward));
    }

    [Fact]
    public void Every_namespace_is_a_room_or_within_one_and_every_room_has_types()
    {
        Assert.All(s_torch.All, space => Assert.InRange(FloorOf(space), 0, s_floors.Length - 1));
        Assert.All(s_floors.SelectMany(rooms => rooms), room => Assert.Contains(room, s_torch.All.Select(RoomOf)));
    }

    [Fact]
    public void The_diagram_shows_these_floors()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.Root, "ARCHITECTURE.md"));

        Assert.All(s_floors.Index(), floor => Assert.Contains($"\"{floor.Index + 1}: {string.Join(", ", floor.Item)}", page));
    }

    private static int FloorOf(string space) => Array.FindIndex(s_floors, rooms => rooms.Contains(RoomOf(space)));

    private static string RoomOf(string space) => space == Root ? nameof(RideTraining) : space[(Root.Length + 1)..].Split('.')[0];
}
