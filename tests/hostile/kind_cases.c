/* Files of other kinds: each is named in its refusal. */
#include "cases.h"

#define IS(bytes, words) BAD(bytes, 0, 0, words)

static const hostile_case cases[] = {
    IS("PK\003\004\024\0\0\0\010\0", "zip archive (.npz, .xlsx, .ods, ...)"),
    IS("PK\005\006\0\0\0\0", "zip archive"),
    IS("\211PNG\r\n\032\n\0\0\0\015IHDR", "PNG picture"),
    IS("\377\330\377\340\0\020JFIF", "JPEG picture"),
    IS("GIF89a\001\0\001\0", "GIF picture"),
    IS("%PDF-1.7\n%\342\343\317\323\n", "PDF document"),
    IS("%!PS-Adobe-3.0\n", "PostScript document"),
    IS("BZh91AY&SY", "bzip2 data"),
    IS("\3757zXZ\0\0\004", "xz data"),
    IS("\050\265\057\375\004\0", "Zstandard data"),
    IS("7z\274\257\047\034\0\004", "7z archive"),
    IS("Rar!\032\007\0", "RAR archive"),
    IS("\320\317\021\340\241\261\032\341\0\0", "old Excel or Word file"),
    IS("\211HDF\r\n\032\n\0\0", "HDF5 file"),
    IS("MATLAB 5.0 MAT-file, Platform: GLNXA64", "MATLAB file"),
    IS("PAR1\025\004\025", "Parquet file"),
    IS("ARROW1\0\0", "Arrow file"),
    IS("SQLite format 3\0", "SQLite data base"),
    IS("RDX2\nX\n\0\0\0\002", "R data file"),
    IS("RDX3\nX\n\0\0\0\003", "R data file"),
    IS("\200\002]q\0(K\001K\002e.", "Python pickle"),
    IS("\200\003]q\0(K\001K\002e.", "Python pickle"),
    IS("\200\004\225\015\0\0\0\0\0\0\0", "Python pickle"),
    IS("\200\005\225\015\0\0\0\0\0\0\0", "Python pickle"),
    IS("\177ELF\002\001\001\0", "a program"),
    IS("<!DOCTYPE html>\n<html><body>404</body></html>\n", "web page"),
    IS("<html>\n", "web page"),
    IS("\n\n  <HTML lang=\"en\">\n", "web page"),
    IS("<?xml version=\"1.0\"?>\n<a/>\n", "XML"),
    IS("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n", "SVG picture"),
    IS("@RELATION iris\n@ATTRIBUTE a NUMERIC\n@DATA\n1\n", "ARFF file"),
    IS("@relation iris\n", "ARFF file"),
    IS("{\"a\": [1, 2, 3]}\n", "JSON"),
    IS("[[1, 2], [3, 4]]\n", "JSON"),
    IS("[{\"a\": 1}]\n", "JSON"),
    IS("{\\rtf1\\ansi\n", "RTF document"),
};

const hostile_family hostile_kind = {"kinds", cases, sizeof cases / sizeof *cases};
