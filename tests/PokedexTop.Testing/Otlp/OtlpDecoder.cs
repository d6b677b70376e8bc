using System.Globalization;

namespace PokedexTop.Testing.Otlp;

/// <summary>
/// Decodes the export requests of OTLP 1.x, the fields tests look at. The three have one shape: a list of resources, each
/// with scopes, each with spans, metrics or log records.
/// </summary>
internal static class OtlpDecoder
{
    private delegate void Decode(ReadOnlySpan<byte> bytes, string service, string scope);

    public static List<OtlpSpan> Spans(ReadOnlySpan<byte> request)
    {
        var spans = new List<OtlpSpan>();
        Walk(request, (bytes, service, scope) => spans.Add(Span(bytes, service, scope)));
        return spans;
    }

    public static List<OtlpPoint> Metrics(ReadOnlySpan<byte> request)
    {
        var points = new List<OtlpPoint>();
        Walk(request, (bytes, service, scope) => AddMetric(bytes, service, scope, points));
        return points;
    }

    public static List<OtlpLog> Logs(ReadOnlySpan<byte> request)
    {
        var logs = new List<OtlpLog>();
        Walk(request, (bytes, service, scope) => logs.Add(Log(bytes, service, scope)));
        return logs;
    }

    private static void Walk(ReadOnlySpan<byte> request, Decode item)
    {
        var reader = new ProtobufReader(request);
        for (int field; (field = reader.Next()) != 0;)
        {
            if (field == 1)
                WalkResource(reader.Bytes(), item);
            else
                reader.Skip();
        }
    }

    // The resource comes before its scopes, as the exporter writes fields in order.
    private static void WalkResource(ReadOnlySpan<byte> bytes, Decode item)
    {
        var service = "";
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            if (field == 1)
                service = Attributes(reader.Bytes(), attributesField: 1).GetValueOrDefault("service.name", "");
            else if (field == 2)
                WalkScope(reader.Bytes(), service, item);
            else
                reader.Skip();
        }
    }

    private static void WalkScope(ReadOnlySpan<byte> bytes, string service, Decode item)
    {
        var scope = "";
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            if (field == 1)
                scope = FirstText(reader.Bytes());
            else if (field == 2)
                item(reader.Bytes(), service, scope);
            else
                reader.Skip();
        }
    }

    private static OtlpSpan Span(ReadOnlySpan<byte> bytes, string service, string scope)
    {
        var (traceId, spanId, parentId, name) = ("", "", "", "");
        var (start, end) = (0ul, 0ul);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var links = new List<(string, string)>();
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 1: traceId = Convert.ToHexStringLower(reader.Bytes()); break;
                case 2: spanId = Convert.ToHexStringLower(reader.Bytes()); break;
                case 4: parentId = Convert.ToHexStringLower(reader.Bytes()); break;
                case 5: name = reader.Text(); break;
                case 7: start = reader.Fixed64(); break;
                case 8: end = reader.Fixed64(); break;
                case 9: AddAttribute(reader.Bytes(), attributes); break;
                case 13: links.Add(Link(reader.Bytes())); break;
                default: reader.Skip(); break;
            }
        }
        return new OtlpSpan(service, scope, name, traceId, spanId, parentId, start, end, attributes, links);
    }

    private static (string, string) Link(ReadOnlySpan<byte> bytes)
    {
        var (traceId, spanId) = ("", "");
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 1: traceId = Convert.ToHexStringLower(reader.Bytes()); break;
                case 2: spanId = Convert.ToHexStringLower(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        return (traceId, spanId);
    }

    private static void AddMetric(ReadOnlySpan<byte> bytes, string service, string scope, List<OtlpPoint> points)
    {
        var (name, unit) = ("", "");
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 1: name = reader.Text(); break;
                case 3: unit = reader.Text(); break;
                case 5: AddPoints(reader.Bytes(), new OtlpPoint(service, scope, name, unit, "gauge", 0, Empty), points); break;
                case 7: AddPoints(reader.Bytes(), new OtlpPoint(service, scope, name, unit, "sum", 0, Empty), points); break;
                case 9: AddPoints(reader.Bytes(), new OtlpPoint(service, scope, name, unit, "histogram", 0, Empty), points); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static void AddPoints(ReadOnlySpan<byte> bytes, OtlpPoint metric, List<OtlpPoint> points)
    {
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            if (field == 1)
                points.Add(Point(reader.Bytes(), metric));
            else
                reader.Skip();
        }
    }

    private static OtlpPoint Point(ReadOnlySpan<byte> bytes, OtlpPoint metric)
    {
        var histogram = metric.Kind == "histogram";
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var value = 0d;
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 7 when !histogram: AddAttribute(reader.Bytes(), attributes); break;
                case 9 when histogram: AddAttribute(reader.Bytes(), attributes); break;
                case 4: value = histogram ? reader.Fixed64() : reader.Double(); break;
                case 6 when !histogram: value = (long)reader.Fixed64(); break;
                default: reader.Skip(); break;
            }
        }
        return metric with { Value = value, Attributes = attributes };
    }

    private static OtlpLog Log(ReadOnlySpan<byte> bytes, string service, string scope)
    {
        var (body, traceId) = ("", "");
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 5: body = Value(reader.Bytes()); break;
                case 6: AddAttribute(reader.Bytes(), attributes); break;
                case 9: traceId = Convert.ToHexStringLower(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        return new OtlpLog(service, scope, body, traceId, attributes);
    }

    private static Dictionary<string, string> Empty { get; } = [];

    private static Dictionary<string, string> Attributes(ReadOnlySpan<byte> bytes, int attributesField)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            if (field == attributesField)
                AddAttribute(reader.Bytes(), attributes);
            else
                reader.Skip();
        }
        return attributes;
    }

    private static void AddAttribute(ReadOnlySpan<byte> bytes, Dictionary<string, string> attributes)
    {
        var (key, value) = ("", "");
        var reader = new ProtobufReader(bytes);
        for (int field; (field = reader.Next()) != 0;)
        {
            switch (field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = Value(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        attributes[key] = value;
    }

    private static string Value(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        return reader.Next() switch
        {
            1 => reader.Text(),
            2 => reader.Varint() == 0 ? "false" : "true",
            3 => ((long)reader.Varint()).ToString(CultureInfo.InvariantCulture),
            4 => reader.Double().ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static string FirstText(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        return reader.Next() == 1 ? reader.Text() : "";
    }
}
