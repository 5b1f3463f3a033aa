namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column of single fields; only those of text are there.</summary>
    public sealed class Column
    {
        public string Name;

        public Column(string name, DataKind dataKind, int index)
        {
            Name = name;
            DataKind = dataKind;
            Index = index;
        }

        public DataKind DataKind { get; set; }

        internal int Index { get; }
    }
}
