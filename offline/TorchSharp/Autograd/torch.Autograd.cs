namespace TorchSharp;

public static unsafe partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => InferenceMode.IsEnabled;

    public static partial class autograd
    {
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor> grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            IntPtr[] from = Native.Handles(outputs);
            IntPtr[] to = Native.Handles(inputs);
            IntPtr[] grads = Native.Handles(grad_outputs);
            IntPtr[] results = new IntPtr[to.Length];
            fixed (IntPtr* fromPointer = from, toPointer = to, gradPointer = grads, resultPointer = results)
            {
                Native.Check(Native.ts_autograd_grad(
                    fromPointer, from.Length, toPointer, to.Length, gradPointer, grads.Length,
                    Native.Flag(retain_graph), Native.Flag(create_graph), Native.Flag(allow_unused), resultPointer));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return results.Select(result => new Tensor(result)).ToList();
        }

        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor> grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            IntPtr[] from = Native.Handles(tensors);
            IntPtr[] grads = Native.Handles(grad_tensors);
            IntPtr[] to = Native.Handles(inputs);
            fixed (IntPtr* fromPointer = from, gradPointer = grads, toPointer = to)
            {
                Native.Check(Native.ts_backward(
                    fromPointer, from.Length, gradPointer, grads.Length,
                    Native.Flag(retain_graph ?? create_graph), Native.Flag(create_graph), toPointer, to.Length));
            }

            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
