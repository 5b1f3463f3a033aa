using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MLNet.Ride.Tests.Support;

/// <summary>Changes what a saved model holds.</summary>
internal static class ModelZip
{
    private static readonly string[] s_sealed = ["network.json", "weights.safetensors"];

    public static ZipArchiveEntry Entry(ZipArchive zip, string end) => zip.Entries.Single(e => e.FullName.Replace('\\', '/').EndsWith(end, StringComparison.Ordinal));

    /// <summary>Changes an entry in place, and the checksums with it unless they are to be wrong.</summary>
    public static MemoryStream Change(MemoryStream file, string entry, Func<byte[], byte[]> change, bool reseal = true)
    {
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            Replace(zip, entry, change);
            if (reseal)
            {
                Replace(zip, "SHA256SUMS", _ => Encoding.UTF8.GetBytes(string.Concat(s_sealed.Select(e => $"{Sum(zip, e)}  {e}\n"))));
            }
        }

        return file;
    }

    public static MemoryStream ChangeJson(MemoryStream file, string entry, Action<JsonNode> change)
        => Change(file, entry, bytes =>
        {
            JsonNode json = JsonNode.Parse(bytes)!;
            change(json);
            return Encoding.UTF8.GetBytes(json.ToJsonString());
        });

    private static string Sum(ZipArchive zip, string entry)
    {
        using Stream stream = Entry(zip, entry).Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Replace(ZipArchive zip, string entry, Func<byte[], byte[]> change)
    {
        ZipArchiveEntry old = Entry(zip, entry);
        string name = old.FullName;
        var content = new MemoryStream();
        using (Stream stream = old.Open())
        {
            stream.CopyTo(content);
        }

        old.Delete();
        using Stream changed = zip.CreateEntry(name).Open();
        changed.Write(change(content.ToArray()));
    }
}
