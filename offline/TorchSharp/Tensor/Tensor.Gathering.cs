namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Made(Native.ts_index_select(Handle, dim, index.Handle), index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            ThrowUnlessInt64(index);
            return Made(Native.ts_index_add(Handle, dim, index.Handle, source.Handle, alpha.Value), index, source);
        }

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            ThrowUnlessInt64(index);
            return Changed(Native.ts_index_add_(Handle, dim, index.Handle, source.Handle, alpha.Value), index, source);
        }

        public Tensor index_copy(long dim, Tensor index, Tensor source)
        {
            ThrowUnlessInt64(index);
            return Made(Native.ts_index_copy(Handle, dim, index.Handle, source.Handle), index, source);
        }

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            ThrowUnlessInt64(index);
            return Changed(Native.ts_index_copy_(Handle, dim, index.Handle, source.Handle), index, source);
        }

        public Tensor index_fill(long dim, Tensor index, Scalar value)
        {
            ThrowUnlessInt64(index);
            return Made(Native.ts_index_fill(Handle, dim, index.Handle, value.Value), index);
        }

        public Tensor index_fill_(long dim, Tensor index, Scalar value)
        {
            ThrowUnlessInt64(index);
            return Changed(Native.ts_index_fill_(Handle, dim, index.Handle, value.Value), index);
        }

        public Tensor take(Tensor index) => Map(&Native.ts_take, index);

        public Tensor take_along_dim(Tensor indices) => Made(Native.ts_take_along_dim(Handle, indices.Handle, null), indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Made(Native.ts_take_along_dim(Handle, indices.Handle, &dim), indices);

        public Tensor gather(long dim, Tensor index) => Made(Native.ts_gather(Handle, dim, index.Handle), index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Made(Native.ts_scatter(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) =>
            Changed(Native.ts_scatter_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Made(Native.ts_scatter_add(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Changed(Native.ts_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor masked_select(Tensor mask)
        {
            if (mask.dtype != ScalarType.Bool)
            {
                throw new ArgumentException("The mask tensor must be Boolean.");
            }

            return Map(&Native.ts_masked_select, mask);
        }

        public Tensor nonzero() => Map(&Native.ts_nonzero);

        private static void ThrowUnlessInt64(Tensor index)
        {
            if (index.dtype != ScalarType.Int64)
            {
                throw new ArgumentException("Element type of 'index' must be 'Int64'");
            }
        }
    }
}
