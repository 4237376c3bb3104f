package dev.clickstream.redshift.copy.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Decompression without Hadoop: zstd, snappy and none. */
final class PlainCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("files are only read here");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case ZSTD, SNAPPY, UNCOMPRESSED -> new Decompressor(codec);
            default -> throw new UnsupportedOperationException("Parquet compression " + codec);
        };
    }

    @Override
    public void release() {}

    private record Decompressor(CompressionCodecName codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            if (codec == CompressionCodecName.UNCOMPRESSED) {
                return bytes;
            }
            return BytesInput.from(decompressed(bytes.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] compressed = new byte[compressedSize];
            input.get(compressed);
            output.put(codec == CompressionCodecName.UNCOMPRESSED ? compressed : decompressed(compressed, size));
        }

        private byte[] decompressed(byte[] compressed, int size) throws IOException {
            return codec == CompressionCodecName.ZSTD
                    ? Zstd.decompress(compressed, size)
                    : Snappy.uncompress(compressed);
        }

        @Override
        public void release() {}
    }
}
