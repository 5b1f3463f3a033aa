using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>The managed half of a function in the graph. The native half keeps it alive and calls it back.</summary>
internal sealed unsafe class FunctionNode(
    string name, bool[] areTensors, AutogradContext context, Func<AutogradContext, Tensor, List<Tensor>> backward)
{
    internal Tensor Record(Tensor[] inputs, Tensor output)
    {
        List<Tensor> toSave = context.HandOver();
        IntPtr[] inputHandles = Native.Handles(inputs);
        IntPtr outputHandle = output.Handle;
        IntPtr[] savedHandles = toSave.Select(HandleOrNull).ToArray();
        fixed (IntPtr* inputPointer = inputHandles, savedPointer = savedHandles)
        {
            IntPtr result = Native.ts_function_record(
                inputPointer, inputHandles.Length, outputHandle, savedPointer, savedHandles.Length,
                &Backward, &Release, GCHandle.ToIntPtr(GCHandle.Alloc(this)));
            GC.KeepAlive(inputs);
            GC.KeepAlive(toSave);
            return Native.Tensor(result, output);
        }
    }

    [UnmanagedCallersOnly]
    private static void Backward(IntPtr function, IntPtr nativeContext, IntPtr gradient, IntPtr result)
    {
        try
        {
            ((FunctionNode)GCHandle.FromIntPtr(function).Target).Backward(nativeContext, new Tensor(gradient), result);
        }
        catch (Exception exception)
        {
            byte[] message = Encoding.UTF8.GetBytes(exception.ToString());
            fixed (byte* pointer = message)
            {
                Native.ts_function_fail(result, pointer, message.Length);
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(IntPtr function) => GCHandle.FromIntPtr(function).Free();

    private static IntPtr HandleOrNull(Tensor tensor) => tensor?.handle ?? IntPtr.Zero;

    private void Backward(IntPtr nativeContext, Tensor gradient, IntPtr result)
    {
        List<Tensor> gradients;
        context.NativeContext = nativeContext;
        try
        {
            gradients = backward(context, gradient);
        }
        finally
        {
            context.NativeContext = IntPtr.Zero;
        }

        ThrowIfUnfit(gradients);
        for (int i = 0; i < areTensors.Length; i++)
        {
            if (areTensors[i])
            {
                Native.Check(Native.ts_function_add_gradient(result, HandleOrNull(gradients[i])));
            }
        }

        GC.KeepAlive(gradients);
    }

    /// <summary>There is one for each argument, and further ones or those of other things than tensors are null.</summary>
    private void ThrowIfUnfit(List<Tensor> gradients)
    {
        int needed = areTensors.Length;
        if (gradients.Count < needed || gradients.Skip(needed).Any(gradient => HandleOrNull(gradient) != IntPtr.Zero))
        {
            throw new NotImplementedException($"Function {name} returned {gradients.Count} gradients for {needed} arguments");
        }

        for (int i = 0; i < needed; i++)
        {
            if (!areTensors[i] && HandleOrNull(gradients[i]) != IntPtr.Zero)
            {
                throw new NotImplementedException($"Function {name} returned a gradient for argument {i + 1}, which is not a tensor");
            }
        }
    }
}
