namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor select(long dim, long index) => Made(Native.ts_select(Handle, dim, index));

        public Tensor narrow(long dim, long start, long length) => Made(Native.ts_narrow(Handle, dim, start, length));

        public Tensor slice(long dim, long start, long finish, long step) => step >= 1
            ? Made(Native.ts_slice(Handle, dim, start, finish, step))
            : throw new ArgumentException($"step is {step}, but it should always be positive.");

        public Tensor[] chunk(long chunks, long dim = 0) => Parts(Native.ts_chunk(Handle, chunks, dim));

        public Tensor[] split(long size, int dim = 0) => Parts(Native.ts_split(Handle, size, dim));

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            fixed (long* pointer = sizes)
            {
                return Parts(Native.ts_split_sizes(Handle, pointer, sizes.Length, dim));
            }
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] unbind(long dimension = 0) => Parts(Native.ts_unbind(Handle, dimension));

        private Tensor[] Parts(int count)
        {
            GC.KeepAlive(this);
            if (count < 0)
            {
                Native.Throw();
            }

            Tensor[] parts = new Tensor[count];
            for (int i = 0; i < count; i++)
            {
                parts[i] = Native.Tensor(Native.ts_take_part(i));
            }

            return parts;
        }
    }
}
