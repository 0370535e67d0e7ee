import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts the PNG pictures of the icon into the containers that Windows (ICO) and macOS (ICNS) ask for.
/// Both hold whole PNG files behind a table of contents. Run by generate.sh in the folder of the pictures.
class IconContainers {
  private static final List<Integer> ICO = List.of(16, 24, 32, 48, 64, 128, 256);
  private static final Map<String, Integer> ICNS = new LinkedHashMap<>();

  static {
    ICNS.put("icp4", 16);
    ICNS.put("icp5", 32);
    ICNS.put("ic11", 32);
    ICNS.put("ic12", 64);
    ICNS.put("ic07", 128);
    ICNS.put("ic08", 256);
    ICNS.put("ic13", 256);
    ICNS.put("ic09", 512);
    ICNS.put("ic14", 512);
    ICNS.put("ic10", 1024);
  }

  public static void main(String[] args) throws IOException {
    Files.write(Path.of("slipway.ico"), ico());
    Files.write(Path.of("slipway.icns"), icns());
  }

  private static byte[] ico() throws IOException {
    int offset = 6 + 16 * ICO.size();
    ByteBuffer table = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
    table.putShort((short) 0).putShort((short) 1).putShort((short) ICO.size());
    var pictures = new ByteArrayOutputStream();
    for (int size : ICO) {
      byte[] png = png(size);
      byte side = (byte) (size == 256 ? 0 : size);
      table.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      table.putInt(png.length).putInt(offset + pictures.size());
      pictures.write(png);
    }
    var file = new ByteArrayOutputStream();
    file.write(table.array());
    pictures.writeTo(file);
    return file.toByteArray();
  }

  private static byte[] icns() throws IOException {
    var pictures = new ByteArrayOutputStream();
    var out = new DataOutputStream(pictures);
    for (Map.Entry<String, Integer> entry : ICNS.entrySet()) {
      byte[] png = png(entry.getValue());
      out.writeBytes(entry.getKey());
      out.writeInt(8 + png.length);
      out.write(png);
    }
    var file = new ByteArrayOutputStream();
    var header = new DataOutputStream(file);
    header.writeBytes("icns");
    header.writeInt(8 + pictures.size());
    pictures.writeTo(file);
    return file.toByteArray();
  }

  private static byte[] png(int size) throws IOException {
    return Files.readAllBytes(Path.of("slipway-" + size + ".png"));
  }
}
