namespace TorchSharp;

public static partial class torch
{
    /// <summary>A native tensor, held by its handle and counted while it lives.</summary>
    public unsafe partial class Tensor : IDisposable
    {
        internal IntPtr handle;

        private static long s_totalCount;
        private static long s_peakCount;

        internal Tensor(IntPtr handle)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref s_totalCount);
            s_peakCount = Math.Max(count, s_peakCount);
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_totalCount;

        public static long PeakCount => s_peakCount;

        public string name { get; set; }

        public bool IsInvalid => handle == IntPtr.Zero;

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope OwningDisposeScope { get; set; }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            IntPtr decoupled = Handle;
            Interlocked.Decrement(ref s_totalCount);
            handle = IntPtr.Zero;
            return decoupled;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null && other is not null)
            {
                other.Attach(this);
            }
            else
            {
                OwningDisposeScope?.MoveToOther(other, this);
            }

            return this;
        }

        public override bool Equals(object obj) => obj is Tensor tensor && Equals(tensor);

        public override int GetHashCode() => base.GetHashCode();

        public bool Equals(Tensor target) => Native.ts_equal(Handle, target.Handle) == 1;

        protected virtual void Dispose(bool disposing)
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            if (handle != IntPtr.Zero)
            {
                Interlocked.Decrement(ref s_totalCount);
                Native.ts_dispose(handle);
                handle = IntPtr.Zero;
            }
        }

        /// <summary>Gives the native tensor away without a change to the count, as Parameter takes it.</summary>
        internal IntPtr MoveHandle()
        {
            IntPtr moved = handle;
            handle = IntPtr.Zero;
            return moved;
        }
    }
}
