using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Build task: copies a shared library in such a way that the copy loads without GLIBCXX_3.4.32. It marks the version as weak, and the loader then does
/// without it. That is right only if the library calls nothing of that version, so anything else is refused.
/// </summary>
public class AllowOlderLibstdcxx : Task
{
    private const string Version = "GLIBCXX_3.4.32";

    // The header <iostream> of GCC 13 mentions it, to bring this very version into whatever was compiled with it.
    private const string Mentioned = "_ZSt21ios_base_library_initv";

    private const byte Weak = 2;

    [Required]
    public string Library { get; set; }

    [Required]
    public string Copy { get; set; }

    public override bool Execute()
    {
        byte[] content = File.ReadAllBytes(Library);
        try
        {
            int flags = new SharedLibrary(content).FlagsOf(Version, Mentioned);
            if (flags >= 0)
            {
                content[flags] |= Weak;
            }
        }
        catch (Exception e) when (e is InvalidDataException || e is ArgumentException || e is IndexOutOfRangeException || e is OverflowException)
        {
            Log.LogError(
                "{0} is not a library that RideAllowOlderLibstdcxx can change: {1} Remove RideAllowOlderLibstdcxx, and run on a system whose libstdc++ has {2}, such as Ubuntu 24.04 or Debian 13.",
                Library, e.Message, Version);
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Copy)));
        string unfinished = Copy + ".tmp";
        File.WriteAllBytes(unfinished, content);
        File.Delete(Copy);
        File.Move(unfinished, Copy);
        return true;
    }

    /// <summary>A shared library in the ELF format: 64 bits, little-endian.</summary>
    private sealed class SharedLibrary
    {
        private const long Relocations = 4, Symbols = 11, NeededVersions = 0x6ffffffe, SymbolVersions = 0x6fffffff;

        private readonly byte[] _file;
        private readonly Section[] _sections;

        public SharedLibrary(byte[] file)
        {
            _file = file;
            Require(file.Length >= 64 && Int32(0) == 0x464c457f && file[4] == 2 && file[5] == 1, "it is not a 64-bit ELF file.");
            long table = Int64(40);
            int size = Int16(58), count = Int16(60);
            _sections = Enumerable.Range(0, count).Select(i => table + (long)i * size)
                .Select(at => new Section { Type = Int32(at + 4), Offset = Int64(at + 24), Size = Int64(at + 32), Link = Int32(at + 40) }).ToArray();
        }

        /// <summary>Where the flags of a needed version are, of which only one symbol may be mentioned; -1 if the version is not needed.</summary>
        public int FlagsOf(string version, string mentioned)
        {
            Section symbols = The(Symbols), needed = The(NeededVersions);
            long library = needed.Offset, nextLibrary;
            do
            {
                long entry = library + Int32(library + 8), nextEntry;
                do
                {
                    if (Name(needed, Int32(entry + 8)) == version)
                    {
                        RequireUnused(symbols, Int16(entry + 6), version, mentioned);
                        return checked((int)entry + 4);
                    }

                    nextEntry = Int32(entry + 12);
                    entry += nextEntry;
                }
                while (nextEntry > 0);

                nextLibrary = Int32(library + 12);
                library += nextLibrary;
            }
            while (nextLibrary > 0);

            return -1;
        }

        private void RequireUnused(Section symbols, int version, string name, string mentioned)
        {
            Section versions = The(SymbolVersions);
            long[] users = Enumerable.Range(0, (int)(versions.Size / 2)).Where(i => (Int16(versions.Offset + i * 2) & 0x7fff) == version).Select(i => (long)i).ToArray();
            Require(users.Length == 1 && Name(symbols, Int32(symbols.Offset + users[0] * 24)) == mentioned, "it uses other symbols of " + name + ".");
            foreach (Section relocations in _sections.Where(section => section.Type == Relocations))
            {
                for (long at = relocations.Offset; at < relocations.Offset + relocations.Size; at += 24)
                {
                    Require(Int64(at + 8) >> 32 != users[0], "it uses " + mentioned + ".");
                }
            }
        }

        private Section The(long type) => _sections.FirstOrDefault(section => section.Type == type) ?? throw new InvalidDataException("it lacks a table of a shared library.");

        private string Name(Section section, long at)
        {
            int start = checked((int)(_sections[section.Link].Offset + at));
            return Encoding.ASCII.GetString(_file, start, Array.IndexOf(_file, (byte)0, start) - start);
        }

        private int Int16(long at) => BitConverter.ToUInt16(_file, checked((int)at));

        private long Int32(long at) => BitConverter.ToUInt32(_file, checked((int)at));

        private long Int64(long at) => BitConverter.ToInt64(_file, checked((int)at));

        private static void Require(bool condition, string otherwise)
        {
            if (!condition)
            {
                throw new InvalidDataException(otherwise);
            }
        }
    }

    private sealed class Section
    {
        public long Type, Offset, Size, Link;
    }
}
