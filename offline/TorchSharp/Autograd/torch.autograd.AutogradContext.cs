namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class autograd
    {
        public class AutogradContext
        {
            private readonly Dictionary<string, object> _data = new();
            private List<Tensor> _toSave = [];
            private int _savedCount;

            internal AutogradContext()
            {
            }

            /// <summary>What holds the saved tensors, during a backward pass.</summary>
            internal IntPtr NativeContext { get; set; }

            public void save_for_backward(List<Tensor> tensors)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                _toSave = tensors;
            }

            public List<Tensor> get_saved_variables()
            {
                if (NativeContext == IntPtr.Zero)
                {
                    throw new InvalidOperationException("Saved tensors are read in backward.");
                }

                IntPtr[] saved = new IntPtr[_savedCount];
                fixed (IntPtr* pointer = saved)
                {
                    Native.Check(Native.ts_function_saved(NativeContext, pointer));
                }

                return saved.Select(handle => handle == IntPtr.Zero ? null : new Tensor(handle)).ToList();
            }

            public void save_data(string key, object value) => _data[key] = value;

            public object get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>What is to be saved, which from now on is held natively.</summary>
            internal List<Tensor> HandOver()
            {
                List<Tensor> saved = _toSave;
                _savedCount = saved.Count;
                _toSave = null;
                return saved;
            }
        }
    }
}
