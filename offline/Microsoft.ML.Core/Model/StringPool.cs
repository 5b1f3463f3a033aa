namespace Microsoft.ML;

/// <summary>The distinct strings of a model, numbered in the order of their first use.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _strings = [];

    public IReadOnlyList<string> Strings => _strings;

    public int Add(string text)
    {
        if (!_ids.TryGetValue(text, out int id))
        {
            _ids.Add(text, id = _strings.Count);
            _strings.Add(text);
        }

        return id;
    }
}
