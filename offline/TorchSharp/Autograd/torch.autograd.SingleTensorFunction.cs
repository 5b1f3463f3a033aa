namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars)
            {
                bool[] areTensors = Array.ConvertAll(vars, value => value is Tensor { IsInvalid: false });
                Tensor[] inputs = vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToArray();
                AutogradContext context = new();
                Tensor output;
                using (no_grad())
                {
                    output = Instance.forward(context, vars);
                }

                return new FunctionNode(Instance.Name, areTensors, context, Instance.backward).Record(inputs, output);
            }

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);
        }
    }
}
