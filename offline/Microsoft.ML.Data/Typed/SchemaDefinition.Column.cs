using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    public sealed class Column
    {
        internal Column(string memberName, DataViewType columnType, string columnName = null)
        {
            MemberName = Contracts.CheckNonEmpty(memberName, nameof(memberName));
            ColumnName = columnName ?? memberName;
            ColumnType = columnType;
            AnnotationInfos = [];
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach ((string kind, AnnotationInfo info) in AnnotationInfos)
                    builder.Add(kind, info.AnnotationType, info.Getter);
                return builder.ToAnnotations();
            }
        }

        internal Dictionary<string, AnnotationInfo> AnnotationInfos { get; }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Contracts.CheckValue(kind, nameof(kind));
            Contracts.CheckValue(annotationType, nameof(annotationType));
            if (AnnotationInfos.ContainsKey(kind))
                throw Contracts.Except("Column already contains an annotation of this kind.");
            AnnotationInfos[kind] = AnnotationInfo.Of(value, annotationType);
        }
    }
}
