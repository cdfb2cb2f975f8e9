import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMES, METRIC_NAMESPACE, SERVICE_DIMENSION } from '../../../functions/lambda/metric-names.ts';

export type ServiceMetric = keyof typeof METRIC_NAMES;

/** A metric that the function writes; its sum unless told otherwise. */
export function serviceMetric(serviceName: string, name: ServiceMetric, options: MetricOptions = {}): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: METRIC_NAMES[name],
    dimensionsMap: { [SERVICE_DIMENSION]: serviceName },
    statistic: Stats.SUM,
    ...options,
  });
}
