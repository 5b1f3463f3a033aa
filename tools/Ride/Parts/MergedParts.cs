using System.Text;
using System.Text.Json;

namespace MLNet.Ride.Tool.Parts;

/// <summary>Merges the files of all parts into one, in the order of the images. One line of each file is in memory at a time.</summary>
internal static class MergedParts
{
    /// <summary>Writes the lines of all parts.</summary>
    /// <param name="parts">The files of the parts, in any order.</param>
    /// <param name="writer">Receives the lines.</param>
    /// <returns>Number of lines.</returns>
    /// <exception cref="UserError">An image is missing or there twice, or a file is not a part of predictions.</exception>
    public static long Write(IReadOnlyList<string> parts, TextWriter writer)
    {
        var heads = new PriorityQueue<IEnumerator<Line>, long>();
        foreach (string part in parts)
        {
            Advance(heads, Lines(part).GetEnumerator());
        }

        Line? last = null;
        while (heads.TryDequeue(out IEnumerator<Line>? file, out _))
        {
            Line line = file.Current;
            Check(line, last);
            writer.Write(line.Text);
            writer.Write('\n');
            last = line;
            Advance(heads, file);
        }

        return last is null ? throw new UserError("The parts are empty.")
            : last.Row == last.Rows ? last.Rows
            : throw Missing(last.Row + 1, last.Rows, last);
    }

    private static void Check(Line line, Line? last)
    {
        long expected = (last?.Row ?? 0) + 1;
        if (last is not null && line.Rows != last.Rows)
        {
            throw new UserError($"The parts are not of the same images: '{last.File}' is of {last.Rows}, and '{line.File}' of {line.Rows}.");
        }

        if (line.Row < expected)
        {
            throw new UserError($"Image {line.Row} of {line.Rows} is there twice: in '{last!.File}' and in '{line.File}'.");
        }

        if (line.Row > expected)
        {
            throw Missing(expected, line.Rows, line);
        }
    }

    private static UserError Missing(long row, long rows, Line near)
        => new($"Image {row} of {rows} is missing: no part has it ('{near.File}' has image {near.Row}). Give all parts, or classify the missing one first.");

    private static void Advance(PriorityQueue<IEnumerator<Line>, long> heads, IEnumerator<Line> file)
    {
        if (file.MoveNext())
        {
            heads.Enqueue(file, file.Current.Row);
        }
        else
        {
            file.Dispose();
        }
    }

    private static IEnumerable<Line> Lines(string file)
    {
        if (!File.Exists(file))
        {
            throw new UserError($"The part '{file}' does not exist.");
        }

        int number = 0;
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } text)
        {
            number++;
            yield return Read(text) is var (row, rows) ? new(text, row, rows, file) : throw new UserError(
                $"Line {number} of '{file}' is not a prediction of a part: give files that 'ride predict --output' wrote.");
        }
    }

    private static (long Row, long Rows)? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("row", out JsonElement row) && row.TryGetInt64(out long number)
                && json.RootElement.TryGetProperty("rows", out JsonElement rows) && rows.TryGetInt64(out long count)
                ? (number, count)
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Line(string Text, long Row, long Rows, string File);
}
