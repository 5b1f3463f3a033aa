using System.Collections.Generic;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Mono.Cecil;

/// <summary>Build task: writes copies of assemblies in which internal types and members are public.</summary>
public class OpenInternals : Task
{
    [Required]
    public ITaskItem[] Assemblies { get; set; }

    /// <summary>Everything that is referenced: constants of an enumeration are written with its type, which may be defined elsewhere.</summary>
    [Required]
    public ITaskItem[] References { get; set; }

    [Required]
    public string Destination { get; set; }

    [Output]
    public ITaskItem[] Opened { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Destination);
        var opened = new List<ITaskItem>();
        foreach (ITaskItem item in Assemblies)
        {
            string copy = Path.Combine(Destination, Path.GetFileName(item.ItemSpec));
            if (!File.Exists(copy) || File.GetLastWriteTimeUtc(copy) < File.GetLastWriteTimeUtc(item.ItemSpec))
            {
                Open(item.ItemSpec, copy);
            }

            opened.Add(new TaskItem(copy, item.CloneCustomMetadata()));
        }

        Opened = opened.ToArray();
        return true;
    }

    private void Open(string source, string copy)
    {
        using (var resolver = new DefaultAssemblyResolver())
        using (AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(source, new ReaderParameters { AssemblyResolver = resolver }))
        {
            foreach (ITaskItem reference in References)
            {
                resolver.AddSearchDirectory(Path.GetDirectoryName(reference.ItemSpec));
            }

            foreach (TypeDefinition type in assembly.MainModule.GetTypes())
            {
                // Compiler-generated types and the polyfills of System types would clash with the framework's own.
                if (type.Name.StartsWith("<") || type.Namespace == "System" || type.Namespace.StartsWith("System.") || type.Namespace.StartsWith("Microsoft.CodeAnalysis"))
                {
                    continue;
                }

                Open(type);
            }

            string unfinished = copy + ".tmp";
            assembly.Write(unfinished);
            File.Delete(copy);
            File.Move(unfinished, copy);
        }
    }

    private static void Open(TypeDefinition type)
    {
        if (type.IsNotPublic)
        {
            type.IsPublic = true;
        }
        else if (type.IsNestedAssembly || type.IsNestedFamilyOrAssembly)
        {
            type.IsNestedPublic = true;
        }
        else if (type.IsNestedFamilyAndAssembly)
        {
            type.IsNestedFamily = true;
        }

        foreach (MethodDefinition method in type.Methods)
        {
            if (method.IsAssembly)
            {
                method.IsPublic = true;
            }
            else if (method.IsFamilyAndAssembly)
            {
                method.IsFamily = true;
            }
        }

        foreach (FieldDefinition field in type.Fields)
        {
            if (field.IsAssembly)
            {
                field.IsPublic = true;
            }
            else if (field.IsFamilyAndAssembly)
            {
                field.IsFamily = true;
            }
        }
    }
}
