using System.Collections.Concurrent;

namespace MLNet.Ride.Tests.OwnParts;

/// <summary>Which of the own parts were asked for anything.</summary>
internal static class Used
{
    public const string Sampler = "sampler";
    public const string Policy = "policy";
    public const string Mixing = "mixing";
    public const string Classifier = "classifier";
    public const string Task = "task";
    public const string Schedule = "schedule";

    private static readonly ConcurrentDictionary<string, bool> s_used = new();

    public static HashSet<string> All() => [.. s_used.Keys];

    public static T Note<T>(string part, T result)
    {
        s_used[part] = true;
        return result;
    }
}
