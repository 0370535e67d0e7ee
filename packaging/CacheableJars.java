import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// Readies the jars of the layout for AOT caches, which take no class of a signed jar and none older than Java 6
/// (docs/decisions/aot-cache.md):
///
/// * a signed jar is held against its signature once, here, instead of at every start, and laid down without it;
/// * an old class file is written anew with the version of Java 8 and the stack maps that belong to it.
///
/// A jar that is changed says so in `META-INF/CHANGED.txt`; any other stays as it is, byte for byte.
class CacheableJars {
  private static final String NOTICE = "META-INF/CHANGED.txt";

  private final Path file;
  private final ClassFile classFile;

  private CacheableJars(Path file, ClassFile classFile) {
    this.file = file;
    this.classFile = classFile;
  }

  static void ready(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jar")).sorted().toList()) {
        if (signed(file) || old(file)) {
          ready(file, lib);
        }
      }
    }
  }

  private static boolean signed(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile(), false)) {
      return jar.stream().anyMatch(entry -> isSignature(entry.getName()));
    }
  }

  /// One class tells for all of its jar: they come from one compiler.
  private static boolean old(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile(), false)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (isClass(entry.getName())) {
          byte[] head = jar.getInputStream(entry).readNBytes(8);
          return ((head[6] & 0xff) << 8 | head[7] & 0xff) < ClassFile.JAVA_6_VERSION;
        }
      }
      return false;
    }
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF/");
  }

  private static void ready(Path file, Path lib) throws IOException {
    Path readied = lib.resolve(file.getFileName() + ".part");
    // Reading an entry to its end holds it against the signature: a jar that does not fit is not laid down.
    try (var jar = new JarFile(file.toFile(), true);
        var loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        OutputStream bytes = Files.newOutputStream(readied);
        var out = new JarOutputStream(bytes)) {
      ClassHierarchyResolver hierarchy =
          ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
      new CacheableJars(
              file, ClassFile.of(StackMapsOption.STACK_MAPS_WHEN_REQUIRED, ClassHierarchyResolverOption.of(hierarchy)))
          .write(jar, out);
    }
    Files.setLastModifiedTime(readied, Files.getLastModifiedTime(file));
    Files.move(readied, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(JarFile jar, JarOutputStream out) throws IOException {
    var manifest = new Manifest(jar.getManifest());
    manifest.getEntries().clear();
    long time = jar.getEntry(JarFile.MANIFEST_NAME).getTime();
    entry(out, JarFile.MANIFEST_NAME, time);
    manifest.write(out);
    entry(out, NOTICE, time);
    out.write("""
        What was published in this jar lies here without its signature, which was checked, and with class files older than
        Java 6 written anew for Java 8, so that an AOT cache can take them. Nothing else was changed.
        """.getBytes(StandardCharsets.UTF_8));
    for (JarEntry entry : Collections.list(jar.entries())) {
      byte[] content = jar.getInputStream(entry).readAllBytes();
      String name = entry.getName();
      if (!name.equals(JarFile.MANIFEST_NAME) && !isSignature(name)) {
        entry(out, name, entry.getTime());
        out.write(isClass(name) ? renewed(name, content) : content);
      }
    }
  }

  private static void entry(JarOutputStream out, String name, long time) throws IOException {
    var entry = new JarEntry(name);
    entry.setTime(time);
    out.putNextEntry(entry);
  }

  private byte[] renewed(String name, byte[] content) throws IOException {
    ClassModel old = classFile.parse(content);
    if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) {
      return content;
    }
    ClassTransform version = (builder, element) -> {
      if (element instanceof ClassFileVersion) {
        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
      } else {
        builder.with(element);
      }
    };
    // Stack maps are made where the code of a method is written anew, even with the same instructions.
    byte[] renewed =
        classFile.transformClass(old, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
    List<VerifyError> errors = classFile.verify(renewed);
    if (!errors.isEmpty()) {
      throw new IOException("%s in %s cannot be written for Java 8: %s".formatted(name, file, errors.getFirst().getMessage()));
    }
    return renewed;
  }
}
