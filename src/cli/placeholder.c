typedef int cli_placeholder; /* until the first file of this layer stands */
