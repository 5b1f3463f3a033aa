using System.Text;

namespace MLNet.Ride.Data;

/// <summary>A record of delimited text.</summary>
/// <param name="Line">Number of the line it begins in, from 1.</param>
/// <param name="Fields">Its fields, quotes taken off.</param>
internal sealed record DelimitedRecord(int Line, IReadOnlyList<string> Fields);

/// <summary>
/// Reads delimited text (RFC 4180): a field in double quotes may hold the delimiter, line ends, and double quotes written twice.
/// Lines end in LF or CRLF; empty lines are passed over.
/// </summary>
internal sealed class DelimitedRecords(TextReader reader, char delimiter, string path)
{
    private const int End = -1;

    private int _line = 1;

    public IEnumerable<DelimitedRecord> Read()
    {
        while (reader.Peek() != End)
        {
            int line = _line;
            List<string> fields = Record();
            if (fields.Count > 1 || fields[0].Length > 0)
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
                throw Malformed(firstLine, "a quote is opened but not closed");
            }

            // A quote ends the field, unless another one follows it.
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
        => new($"Line {line} of '{path}' is malformed: {what}. Put fields with quotes or line ends into double quotes, and write quotes in them twice.");
}
