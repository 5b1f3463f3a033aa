namespace MLNet.Ride.Tests.Support;

/// <summary>A test of several processes; skipped where no MPI is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiFactAttribute : FactAttribute
{
    public MpiFactAttribute() => Skip = MpiRun.WhyNot;
}

/// <summary>Tests of several processes; skipped where no MPI is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiTheoryAttribute : TheoryAttribute
{
    public MpiTheoryAttribute() => Skip = MpiRun.WhyNot;
}
