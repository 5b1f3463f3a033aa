namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            private protected Function()
            {
            }

            public abstract string Name { get; }

            internal static T Instance { get; } = new();
        }
    }
}
