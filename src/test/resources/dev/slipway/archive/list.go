// Lists what Go finds in the archives whose paths it is given, one a line: "@path", then kind, name and digest of each member.
package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"strings"
)

func say(w io.Writer, kind string, name string, value string) {
	fmt.Fprintf(w, "%s\t%s\t%s\n", kind, strings.ReplaceAll(name, "\n", "\\n"), value)
}

func digest(r io.Reader) (string, error) {
	h := sha256.New()
	_, err := io.Copy(h, io.LimitReader(r, 1<<22))
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

func zipped(w io.Writer, path string) error {
	r, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return err
		}
		d, err := digest(in)
		in.Close()
		if err != nil {
			return err
		}
		say(w, "F", f.Name, d)
	}
	return nil
}

func tarred(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return err
		}
	} else if strings.HasSuffix(path, ".bz2") {
		in = bzip2.NewReader(f)
	}
	r := tar.NewReader(in)
	for {
		h, err := r.Next()
		if err == io.EOF {
			_, err = io.Copy(io.Discard, in)
			return err
		}
		if err != nil {
			return err
		}
		switch h.Typeflag {
		case tar.TypeReg, 0, '7', 'S':
			d, err := digest(r)
			if err != nil {
				return err
			}
			if !strings.HasSuffix(h.Name, "/") {
				say(w, "F", h.Name, d)
			}
		case tar.TypeSymlink, tar.TypeLink:
			say(w, "L", h.Name, "")
		}
	}
}

func main() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	paths := bufio.NewScanner(os.Stdin)
	for paths.Scan() {
		path := paths.Text()
		fmt.Fprintln(w, "@"+path)
		var err error
		if strings.HasSuffix(path, ".zip") {
			err = zipped(w, path)
		} else {
			err = tarred(w, path)
		}
		if err != nil {
			fmt.Fprintln(w, "!"+strings.ReplaceAll(err.Error(), "\n", " "))
		}
	}
}
