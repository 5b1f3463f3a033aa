using System.Text;

namespace MLNet.Ride.Data;

/// <summary>A record of delimited text.</summary>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="Fields">Its fields, without quotes.</param>
internal sealed record DelimitedRecord(int Line, IReadOnlyList<string> Fields);

/// <summary>
/// Reads delimited text (RFC 4180): a field in double quotes may contain the delimiter, line breaks, and doubled quotes. Lines end in LF or
/// CRLF. Lines without text are skipped, including those that spreadsheets write as delimiters alone.
/// </summary>
internal sealed class DelimitedRecords(TextReader reader, char delimiter, string path)
{
    private const int End = -1;

    private int _line = 1;

    /// <summary>The delimiter of a table, told from its header: a tab if it contains one, otherwise a comma.</summary>
    public static char DelimiterOf(TextReader reader)
        => TextFile.Lines(reader).FirstOrDefault(line => line.AsSpan().IndexOfAnyExcept(",\" \t") >= 0)?.Contains('\t') == true ? '\t' : ',';

    public IEnumerable<DelimitedRecord> Read()
    {
        while (reader.Peek() != End)
        {
            int line = _line;
            List<string> fields = Record();
            if (!fields.TrueForAll(string.IsNullOrWhiteSpace))
            {
                yield return new DelimitedRecord(line, fields);
            }
        }
    }

    private List<string> Record()
    {
        var fields = new List<string>();
        do
        {
            fields.Add(reader.Peek() == '"' ? Quoted() : Plain());
        }
        while (Take(delimiter));

        Take('\r');
        if (!Take('\n') && reader.Peek() != End)
        {
            throw Malformed(_line, "text follows a field's closing quote");
        }

        _line++;
        return fields;
    }

    private string Plain()
    {
        var text = new StringBuilder();
        while (reader.Peek() is var next && next != End && next != delimiter && next != '\n')
        {
            text.Append((char)reader.Read());
        }

        return text.Length > 0 && text[^1] == '\r' ? text.ToString(0, text.Length - 1) : text.ToString();
    }

    private string Quoted()
    {
        int firstLine = _line;
        var text = new StringBuilder();
        reader.Read();
        while (true)
        {
            int next = reader.Read();
            if (next == End)
            {
                throw Malformed(firstLine, "a quote is not closed");
            }

            // A quote ends the field, unless it is doubled.
            if (next == '"' && !Take('"'))
            {
                return text.ToString();
            }

            _line += next == '\n' ? 1 : 0;
            text.Append((char)next);
        }
    }

    private bool Take(char expected)
    {
        if (reader.Peek() != expected)
        {
            return false;
        }

        reader.Read();
        return true;
    }

    private InvalidDataException Malformed(int line, string what)
        => new($"Line {line} of '{path}' is malformed: {what}. Enclose fields that contain quotes or line breaks in double quotes, and double the quotes in them.");
}
