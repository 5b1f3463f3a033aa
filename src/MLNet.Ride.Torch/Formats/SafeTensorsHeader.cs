using System.Text.Json;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

internal static class SafeTensorsHeader
{
    private const string Metadata = "__metadata__";
    private const int Alignment = 8;

    public static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            long begin = 0;
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            json.WriteString("format", "pt");
            foreach ((string name, string text) in metadata ?? new Dictionary<string, string>())
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            foreach ((string name, Tensor tensor) in tensors)
            {
                (string type, int bytes) = SafeTensorsTypes.Of(tensor.dtype);
                long end = begin + (tensor.NumberOfElements * bytes);
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
                begin = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    /// <returns>The tensors in byte order, contiguous from 0.</returns>
    /// <exception cref="InvalidDataException">The header is not valid.</exception>
    public static IReadOnlyList<SafeTensorsEntry> Parse(string header)
    {
        var entries = new List<SafeTensorsEntry>();
        ForEachProperty(header, property =>
        {
            if (property.Name != Metadata)
            {
                entries.Add(SafeTensorsEntry.Parse(property.Name, property.Value));
            }
        });
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckLayout(entries);
        return entries;
    }

    /// <returns>The metadata.</returns>
    /// <exception cref="InvalidDataException">The header is not valid.</exception>
    public static IReadOnlyDictionary<string, string> ParseMetadata(string header)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        ForEachProperty(header, property =>
        {
            if (property.Name == Metadata)
            {
                foreach (JsonProperty text in property.Value.EnumerateObject())
                {
                    texts[text.Name] = text.Value.GetString() ?? throw SafeTensors.Damaged($"the metadata entry '{text.Name}' is null");
                }
            }
        });
        return texts;
    }

    private static void ForEachProperty(string header, Action<JsonProperty> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw SafeTensors.Damaged("the header is not a JSON object");
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                read(property);
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The safetensors data is damaged: the header is not JSON.", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException("The safetensors data is damaged: a metadata entry is not a string.", exception);
        }
    }

    private static void CheckLayout(List<SafeTensorsEntry> entries)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long end = 0;
        foreach (SafeTensorsEntry entry in entries)
        {
            if (!names.Add(entry.Name))
            {
                throw SafeTensors.Damaged($"the tensor '{entry.Name}' occurs twice");
            }

            if (entry.Begin != end)
            {
                throw SafeTensors.Damaged($"tensor '{entry.Name}' begins at byte {entry.Begin}, but should begin at byte {end}");
            }

            end = entry.End;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
