namespace TorchSharp;

public static partial class torch
{
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { _part = new() { Kind = IndexPart.Ellipsis } };

        public static TensorIndex None = new() { _part = new() { Kind = IndexPart.NewAxis } };

        public static TensorIndex Null = None;

        public static TensorIndex Colon = Slice();

        private const int HasStart = 1;
        private const int HasStop = 2;
        private const int HasStep = 4;

        private IndexPart _part;
        private Tensor _tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new()
        {
            _part = new()
            {
                Kind = IndexPart.Slice,
                Given = (start.HasValue ? HasStart : 0) | (stop.HasValue ? HasStop : 0) | (step.HasValue ? HasStep : 0),
                Start = start.GetValueOrDefault(),
                Stop = stop.GetValueOrDefault(),
                Step = step.GetValueOrDefault(),
            },
        };

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, (long?)range.end);

        public static TensorIndex Slice(Range range)
        {
            bool toEnd = range.End.IsFromEnd && range.End.Value == 0;
            return Slice(Position(range.Start), toEnd ? null : Position(range.End));
        }

        public static TensorIndex Bool(bool value) => new() { _part = new() { Kind = IndexPart.Boolean, Start = value ? 1 : 0 } };

        public static TensorIndex Single(long? index) => new() { _part = new() { Kind = IndexPart.Single, Start = index.GetValueOrDefault() } };

        public static TensorIndex Tensor(Tensor tensor) => new() { _part = new() { Kind = IndexPart.Tensor }, _tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        internal readonly IndexPart ToPart()
        {
            IndexPart part = _part;
            if (part.Kind == IndexPart.Tensor)
            {
                part.Handle = _tensor.Handle;
            }

            return part;
        }

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
