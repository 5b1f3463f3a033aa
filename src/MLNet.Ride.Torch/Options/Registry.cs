using System.Diagnostics.CodeAnalysis;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Entries that options refer to by name; names are compared ordinally. You can add your own, from any thread.
/// </summary>
/// <typeparam name="T">Type of an entry.</typeparam>
public sealed class Registry<T>
{
    private readonly string _kind;
    private readonly string _owner;
    private readonly Dictionary<string, T> _entries = new(StringComparer.Ordinal);

    /// <param name="kind">Kind of entry, such as "backbone".</param>
    /// <param name="owner">Name of the class that holds the registry.</param>
    internal Registry(string kind, string owner) => (_kind, _owner) = (kind, owner);

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries.Keys];
            }
        }
    }

    internal T this[string name]
    {
        set => Add(name, value);
    }

    /// <summary>Adds your own entry. Do so in every process that trains with it and, for a backbone, in every process that loads a model with it.</summary>
    /// <param name="name">Its name, not in use yet.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentException">The name is empty or in use.</exception>
    public void Add(string name, T entry)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_entries)
        {
            if (!_entries.TryAdd(name, entry))
            {
                throw new ArgumentException($"There is already a {_kind} '{name}': use another name.", nameof(name));
            }
        }
    }

    /// <summary>Finds an entry.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">There is no entry with this name; the message lists the available ones and says how to add one.</exception>
    public T Find(string name) => TryFind(name, out T? entry) ? entry : throw new ArgumentException(Unknown(name, $"The {_kind}"), nameof(name));

    /// <summary>Finds the entry that a setting names.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the setting.</exception>
    internal T Find(string? name, string setting) => TryFind(name, out T? entry) ? entry : throw new ArgumentException(Unknown(name, setting), setting);

    /// <exception cref="ArgumentException">There is no entry with this name; the message names the setting.</exception>
    internal void Check(string? name, string setting) => Find(name, setting);

    internal bool TryFind(string? name, [MaybeNullWhen(false)] out T entry)
    {
        entry = default;
        lock (_entries)
        {
            return name is not null && _entries.TryGetValue(name, out entry);
        }
    }

    /// <summary>Describes an unknown name, in a sentence that begins with what has it.</summary>
    internal string Unknown(string? name, string what)
        => $"{what} '{name}' is unknown. Available: {string.Join(", ", Names)}. To use your own {_kind}, add it first: {_owner}.All.Add(\"{name}\", …).";
}
