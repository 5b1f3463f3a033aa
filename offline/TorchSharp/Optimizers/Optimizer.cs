using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups;

            protected Optimizer(IntPtr handle)
            {
                // Optimisers written in C#, which all of these are, have no native one behind them.
            }

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual void zero_grad() => throw new NotImplementedException(nameof(zero_grad));

            public virtual Tensor step(Func<Tensor> closure = null) => throw new NotImplementedException(nameof(step));

            public virtual IEnumerable<Parameter> parameters() => throw new NotImplementedException(nameof(parameters));

            public virtual void add_param_group(ParamGroup param_group) => throw new NotImplementedException(nameof(add_param_group));

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                public List<OptimizerOptions> Options { get; private set; } = [];

                public List<OptimizerState> State { get; private set; } = [];

                public List<List<int>> StateIndexRef { get; private set; } = [];
            }
        }

        public interface ILearningRateController
        {
            double LearningRate { set; get; }

            double InitialLearningRate { set; get; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }
    }
}
