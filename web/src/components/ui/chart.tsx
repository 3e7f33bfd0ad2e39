/** ECharts core, only the parts the product draws. Loaded when the first chart appears. */
import {
  BarChart,
  LineChart,
  PieChart,
  type BarSeriesOption,
  type LineSeriesOption,
  type PieSeriesOption,
} from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use as register, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { FONT, type Palette } from '@/theme/palette';
import { usePalette } from '@/theme/use-theme';

register([
  BarChart,
  LineChart,
  PieChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  MarkLineComponent,
  DataZoomComponent,
  AriaComponent,
  CanvasRenderer,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

export interface ChartProps {
  option: ChartOption;
  height: number;
  label: string;
  onPick?: ((point: { name: string; series: string }) => void) | undefined;
}

export function Chart({ option, height, label, onPick }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  const palette = usePalette();
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const made = init(host.current, themeOf(palette));
    chart.current = made;
    made.on('click', (e) => pick.current?.({ name: e.name, series: e.seriesName ?? '' }));
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [palette]);

  useEffect(() => {
    const base = defaults(palette, hasLegend(option));
    chart.current?.setOption({ ...base, ...option }, { notMerge: true });
  }, [option, palette]);

  return <div ref={host} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

function hasLegend(option: ChartOption): boolean {
  return !(option.legend && !Array.isArray(option.legend) && option.legend.show === false);
}

function defaults(p: Palette, legend: boolean): ChartOption {
  return {
    animationDuration: 300,
    aria: { enabled: true },
    grid: {
      left: 8,
      right: 12,
      top: legend ? 36 : 8,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      show: legend,
      top: 0,
      left: 0,
      icon: 'roundRect',
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 16,
      textStyle: { color: p.textSoft },
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: p.raised,
      borderColor: p.line,
      textStyle: { color: p.text, fontSize: 13 },
      extraCssText:
        'box-shadow: 0 6px 20px rgba(0,0,0,.12); border-radius: 8px; font-variant-numeric: tabular-nums;',
      axisPointer: { type: 'shadow', shadowStyle: { color: p.focus, opacity: 0.35 } },
    },
  };
}

function themeOf(p: Palette): object {
  const axis = {
    axisLine: { lineStyle: { color: p.line } },
    axisTick: { show: false },
    axisLabel: { color: p.textSoft, fontSize: 12 },
    splitLine: { lineStyle: { color: p.lineSoft } },
  };
  return {
    color: p.series,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, color: p.text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    bar: { barMaxWidth: 28, itemStyle: { borderRadius: [3, 3, 0, 0] } },
    line: { symbol: 'circle', symbolSize: 6, smooth: false, lineStyle: { width: 2 } },
    pie: { itemStyle: { borderColor: p.surface, borderWidth: 2 }, label: { color: p.text } },
  };
}
