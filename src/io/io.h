/* Readers and writers of files: everything this layer offers. */
#ifndef IO_IO_H
#define IO_IO_H

#include "io/folder.h"
#include "io/load.h"
#include "io/text.h"
#include "io/writer.h"

#endif
