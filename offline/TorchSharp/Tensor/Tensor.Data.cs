using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Span<byte> bytes
        {
            get
            {
                long length = NumberOfElements * ElementSize;
                ThrowUnlessReadable(length);
                return new Span<byte>((void*)DataPointer(), (int)length);
            }

            set
            {
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                }

                if (NumberOfElements * ElementSize != value.Length)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(new Span<byte>((void*)DataPointer(), value.Length));
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged =>
            NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar()
        {
            ScalarValue value;
            Native.Check(Native.ts_item(Handle, &value));
            GC.KeepAlive(this);
            return new Scalar(value);
        }

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ThrowUnlessReadable(0);
            byte* pointer = (byte*)DataPointer();
            for (long left = NumberOfElements * ElementSize; left > 0;)
            {
                int count = (int)Math.Min(left, bufferSize);
                stream.Write(new ReadOnlySpan<byte>(pointer, count));
                pointer += count;
                left -= count;
            }
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ThrowUnlessReadable(0);
            byte* pointer = (byte*)DataPointer();
            for (long left = NumberOfElements * ElementSize; left > 0;)
            {
                int count = stream.Read(new Span<byte>(pointer, (int)Math.Min(left, bufferSize)));
                if (count == 0)
                {
                    throw new EndOfStreamException();
                }

                pointer += count;
                left -= count;
            }
        }

        internal IntPtr DataPointer()
        {
            IntPtr pointer = Native.ts_data(Handle);
            if (pointer == IntPtr.Zero)
            {
                CheckForErrors();
            }

            return pointer;
        }

        internal void ValidateType(Type type)
        {
            ScalarType own = dtype;
            Type expected = own switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => throw new ArgumentException($"No support for {own} in TorchSharp"),
            };
            if (type != expected)
            {
                throw new ArgumentException($"{type.Name} is not compatible with {own}");
            }
        }

        private void ThrowUnlessReadable(long length)
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }

            if (length > int.MaxValue)
            {
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            }

            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}
