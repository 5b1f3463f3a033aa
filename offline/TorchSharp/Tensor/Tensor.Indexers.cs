using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At([i1]);
            set => SetAt([i1], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => SetAt([i1, i2], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => SetAt([i1, i2, i3], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => SetAt([i1, i2, i3, i4], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => SetAt(indices, value);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            IndexPart[] parts = ToParts(indices);
            fixed (IndexPart* pointer = parts)
            {
                IntPtr result = Native.ts_index(Handle, pointer, parts.Length);
                GC.KeepAlive(indices);
                return Made(result);
            }
        }

        public Tensor index(params Tensor[] indices) => index(ToIndices(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            IndexPart[] parts = ToParts(indices);
            fixed (IndexPart* pointer = parts)
            {
                int status = Native.ts_index_put_(Handle, pointer, parts.Length, value.Handle);
                GC.KeepAlive(indices);
                return Changed(status, value);
            }
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, ToIndices(indices));

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            IndexPart[] parts = ToParts(indices);
            fixed (IndexPart* pointer = parts)
            {
                int status = Native.ts_index_put_scalar_(Handle, pointer, parts.Length, value.Value);
                GC.KeepAlive(indices);
                return Changed(status);
            }
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, ToIndices(indices));

        private static IndexPart[] ToParts(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.ToPart());

        private static TensorIndex[] ToIndices(Tensor[] tensors) => Array.ConvertAll(tensors, TensorIndex.Tensor);

        private Tensor At(ReadOnlySpan<long> positions)
        {
            Span<IndexPart> parts = stackalloc IndexPart[positions.Length];
            Fill(parts, positions);
            fixed (IndexPart* pointer = parts)
            {
                return Made(Native.ts_index(Handle, pointer, parts.Length));
            }
        }

        private void SetAt(ReadOnlySpan<long> positions, Tensor value)
        {
            Span<IndexPart> parts = stackalloc IndexPart[positions.Length];
            Fill(parts, positions);
            fixed (IndexPart* pointer = parts)
            {
                Changed(Native.ts_index_put_(Handle, pointer, parts.Length, value.Handle), value);
            }
        }

        private static void Fill(Span<IndexPart> parts, ReadOnlySpan<long> positions)
        {
            for (int i = 0; i < positions.Length; i++)
            {
                parts[i] = new IndexPart { Kind = IndexPart.Single, Start = positions[i] };
            }
        }
    }
}
