namespace PokedexTop.Deployment.Tests.Kubernetes;

/// <summary>KEDA's ScaledObject, as far as the fields k8s/ uses (keda.sh/v1alpha1).</summary>
internal sealed record ScaledObject(string ApiVersion, string Kind, KedaMetadata Metadata, ScaledObjectSpec Spec);

internal sealed record ScaledObjectSpec(ScaleTarget ScaleTargetRef, int PollingInterval, int MinReplicaCount, int MaxReplicaCount, List<ScaleTrigger> Triggers);

internal sealed record ScaleTarget(string Name);

internal sealed record ScaleTrigger(string Type, RabbitMqTrigger Metadata, ScaleTarget AuthenticationRef);

/// <summary>The RabbitMQ scaler's metadata; its values are texts.</summary>
internal sealed record RabbitMqTrigger(string QueueName, string Mode, string Value);

internal sealed record TriggerAuthentication(string ApiVersion, string Kind, KedaMetadata Metadata, TriggerAuthenticationSpec Spec);

internal sealed record TriggerAuthenticationSpec(List<SecretTarget> SecretTargetRef);

internal sealed record SecretTarget(string Parameter, string Name, string Key);

internal sealed record KedaMetadata(string Name, string Namespace, Dictionary<string, string> Labels);
