import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption, type UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(async (): Promise<UserConfig> => {
  const plugins: PluginOption[] = [react()];
  if (process.env.JIEQING_MOCK) {
    const { mockApi } = await import('./packages/mocks/plugin.ts');
    plugins.push(mockApi());
  }
  return {
    plugins,
    resolve: {
      alias: {
        '@jieqing/api-client': here('./packages/api-client/index.ts'),
        '@': here('./src'),
      },
    },
    server: {
      port: 5173,
      ...(process.env.JIEQING_MOCK
        ? {}
        : {
            proxy: {
              '/api': {
                target: process.env.JIEQING_API ?? 'http://127.0.0.1:8080',
                // The server compares Origin with Host: both stay as the browser sent them.
                changeOrigin: false,
              },
            },
          }),
    },
    build: {
      target: 'es2022',
      outDir: 'dist',
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        // Two pages: the product, and what a customer's link opens.
        input: { index: here('./index.html'), confirm: here('./confirm.html') },
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: 'icons', test: /node_modules[\\/]@ant-design[\\/]icons/ },
              { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
              { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            ],
          },
        },
      },
    },
  };
});
